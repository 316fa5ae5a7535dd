import { expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { appendEvents, createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';
import { GET } from './route';

withTempData();

async function finishedRun(): Promise<string> {
  const { runId } = await createRun({ project: newId(), kind: 'restart', input: {} });
  await appendEvents(runId, [
    { type: 'run.started', attempt: 1 },
    { type: 'log.chunk', source: 'tool', lines: ['first\nsecond'] },
    { type: 'run.finished', status: 'succeeded', result: {} },
  ]);
  return runId;
}

async function readStream(runId: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://localhost/api/v1/runs/${runId}/events?after=0`, { headers });
  return GET(request, { params: Promise.resolve({ runId }) });
}

const ids = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

test('the whole log comes in order, and then the stream says that it has ended', async () => {
  const text = await (await readStream(await finishedRun())).text();
  expect(ids(text)).toEqual([1, 2, 3, 4]);
  expect(text).toContain('event: log.chunk\ndata: {');
  expect(text.endsWith('event: end\ndata: {}\n\n')).toBe(true);
});

test('a reader that comes back gets what it has missed, and nothing twice', async () => {
  const runId = await finishedRun();
  expect(ids(await (await readStream(runId, { 'last-event-id': '2' })).text())).toEqual([3, 4]);
  const all = await (await readStream(runId, { 'last-event-id': '4' })).text();
  expect(ids(all)).toEqual([]);
  expect(all).toContain('event: end');
});

test('a run that does not exist is a 404, not an empty stream', async () => {
  const response = await readStream(newId());
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'run_not_found' });
});
