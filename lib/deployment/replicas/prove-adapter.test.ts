import { beforeAll, describe, expect, it } from 'vitest';
import { openFileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { proveAdapter } from '@/lib/deployment/replicas/prove-adapter';
import { readReplicas } from '@/lib/deployment/replicas/read-replicas';
import { readTarget } from '@/lib/deployment/target';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';

withTempData();

const onEnd = afterSuite();
const forever = new AbortController().signal;
let project: Project;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
  project = await provisionedProject({}, onEnd);
  const share = await openFileShare((await readTarget(project)).share);
  await share.makeDirectory('inference');
  await share.writeText('inference/model.json', '{"base":"../models/base","adapter":"../models/adapter"}');
});

/** The proof of an app that answers `/readyz` so, and has no more than a Gradio without functions. */
async function proofOf(status: number, report: object | string) {
  const target = await readTarget(project);
  const fetch = async (url: string) => {
    if (url.endsWith('/config')) return Response.json({ protocol: 'sse_v3', dependencies: [] });
    return typeof report === 'string' ? new Response(report, { status }) : Response.json(report, { status });
  };
  return proveAdapter({ ...target, server: { baseUrl: target.server.baseUrl, fetch } }, forever);
}

describe('the proof of the adapter', () => {
  it('cannot be made of an app that reports nothing, though its files are there', async () => {
    const proof = await proofOf(404, 'Not Found');
    expect(proof).toMatchObject({ verdict: 'unknown', code: 'not-reported' });
    expect(proof.checks[0]).toMatchObject({ check: 'files', state: 'held' });
  });

  it('finds another adapter on the share than the app has loaded', async () => {
    const report = { phase: 'ready', base: 'slipway-sample-base', adapterSha256: 'f'.repeat(64) };
    expect(await proofOf(200, report)).toMatchObject({ verdict: 'broken', code: 'hash-differs' });
  });

  it('takes the word of an app that says that the adapter does not fit its base model', async () => {
    const misfit = { phase: 'failed', reason: 'It does not fit.', problem: 'adapter-misfit' };
    expect(await proofOf(503, misfit)).toMatchObject({ verdict: 'broken', code: 'base-differs' });
  });

  it('waits for an app that is still starting', async () => {
    expect(await proofOf(503, { phase: 'importing' })).toMatchObject({
      verdict: 'unknown',
      code: 'not-reachable',
    });
  });

  it('ends with the reason of its signal', async () => {
    const reason = new Error('nobody waits');
    await expect(proveAdapter(await readTarget(project), AbortSignal.abort(reason))).rejects.toThrow();
  });
});

it('the replicas of an app are told with their containers and what they have gone through', async () => {
  await expect
    .poll(async () => (await readReplicas(project)).replicas[0]?.attempts.at(-1)?.stages.at(-1)?.stage, {
      timeout: 30_000,
    })
    .toBe('commands');
  const { stopped, replicas } = await readReplicas(project);
  expect(stopped).toBe(false);
  expect(replicas).toMatchObject([
    { createdAt: expect.stringMatching(/Z$/), containers: [{ restartCount: 0 }], attempts: [{ attempt: 1 }] },
  ]);
  expect(JSON.stringify(replicas)).not.toContain('logstream');
});
