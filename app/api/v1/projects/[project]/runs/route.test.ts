import { beforeAll, expect, it, vi } from 'vitest';
import { getProject } from '@/lib/config/projects';
import { readEvents } from '@/lib/runs/store';
import { stopWorker } from '@/lib/worker/boot';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { inputWith, planFor } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { GET, POST } from './route';

/** Slow enough for a run to be under way while others press, too. */
const SOME_PACE = 0.1;
const RUN_TIMEOUT_MS = 60_000;
const params = Promise.resolve({ project: 'shared' });

withTempData({ closes: false });
const onEnd = afterSuite();

beforeAll(async () => {
  await startLocalAzure({ pace: SOME_PACE, onEnd });
  const { root } = await tempProject({ [TEMPLATE]: await quickTemplate() }, onEnd);
  vi.stubEnv('SLIPWAY_PROJECTS', `shared=${root}`);
  onEnd(stopWorker);
});

/** What someone gets who has a plan of their own and presses Provision. */
async function press(planId: string) {
  const input = { ...inputWith(), planId, despiteFailures: true };
  const headers = { host: 'localhost:3000', origin: 'http://localhost:3000' };
  const body = JSON.stringify({ kind: 'provision', input });
  const answer = await POST(new Request('http://localhost:3000/api/v1', { method: 'POST', headers, body }), {
    params,
  });
  const { runId, joined } = await answer.json();
  expect([answer.status, answer.headers.get('location')]).toEqual([202, `/api/v1/runs/${runId}`]);
  return { runId, joined };
}

async function listRuns() {
  return (await GET(new Request('http://localhost:3000/api/v1'), { params })).json();
}

it('people who press Provision at the same moment, or while it is under way, get one run; all but one hear that they joined it', {
  timeout: 2 * RUN_TIMEOUT_MS,
}, async () => {
  const project = getProject('shared');
  const [mine, yours] = [await planFor({}, { project }), await planFor({}, { project })];
  const both = await Promise.all([press(mine.id), press(yours.id)]);
  const late = await press(yours.id);

  const [{ runId }] = both;
  expect(new Set([...both, late].map((each) => each.runId))).toEqual(new Set([runId]));
  expect(both.map(({ joined }) => joined).sort()).toEqual([false, true]);
  expect(late.joined).toBe(true);

  const ended = [expect.objectContaining({ id: runId, status: 'succeeded' })];
  await expect.poll(listRuns, { timeout: RUN_TIMEOUT_MS }).toEqual(ended);
  const events = await readEvents(runId, 0);
  expect(events.filter(({ type }) => type === 'run.queued' || type === 'run.started')).toHaveLength(2);
});
