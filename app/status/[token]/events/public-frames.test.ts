import { expect, test, vi } from 'vitest';
import { createShare, revokeShare } from '@/lib/auth/share-token';
import { newId } from '@/lib/core/ids';
import { appendEvents, createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';
import { publicFrames } from './public-frames';

withTempData();

const LATER_MS = 60_000;

async function sharedRun() {
  const { runId } = await createRun({ project: newId(), kind: 'provision', input: {} });
  const share = await createShare(runId, { expiresInDays: 1 });
  const frames = publicFrames(share.token, new AbortController().signal);
  return { runId, share, next: async () => (await frames.next()).value };
}

test('a stranger sees that a run moves, and neither its names nor its log', async () => {
  const { runId, next } = await sharedRun();
  const seen = [await next()];
  await appendEvents(runId, [
    { type: 'run.started', attempt: 1 },
    { type: 'log.chunk', source: 'console', lines: ['secret line'] },
    {
      type: 'resource.changed',
      id: '/subscriptions/secret-id',
      resourceType: 'Microsoft.App/containerApps',
      name: 'secret-name',
      state: 'running',
      elapsedMs: 5,
    },
    { type: 'run.finished', status: 'failed', error: { code: 'x', message: 'secret cause', action: 'a' } },
  ]);
  for (let frame = await next(); frame !== undefined; frame = await next()) seen.push(frame);
  const text = seen.join('');
  expect(text).not.toContain('secret');
  expect(text).toContain('"type":"containerApp"');
  expect(text).toContain('"status":"failed"');
  // At once, started, resource, finished, end: the log line is no change that a stranger may see.
  expect(seen).toHaveLength(5);
  expect(seen.at(-1)).toBe('event: end\ndata: {}\n\n');
});

test('a link that is revoked while someone watches shows nothing new, and does not say that the run has ended', async () => {
  const { runId, share, next } = await sharedRun();
  expect(await next()).toContain('"status":"queued"');
  await revokeShare(share.id);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + LATER_MS);
  await appendEvents(runId, [{ type: 'run.started', attempt: 1 }]);
  expect(await next()).toBeUndefined();
});
