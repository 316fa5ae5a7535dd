import { expect, onTestFinished, test, vi } from 'vitest';
import { createShare, revokeShare } from '@/lib/auth/share-token';
import { newId } from '@/lib/core/ids';
import { appendEvents, createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';
import { publicFrames } from './public-frames';

withTempData();

const RECHECK_MS = 5_000;

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

test('whoever watches a link that is revoked is told so although the run stands still, and sees nothing more', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { share, next } = await sharedRun();
  expect(await next()).toContain('"status":"queued"');
  const last = next();
  await revokeShare(share.id);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(RECHECK_MS);
  expect(await last).toBe('event: gone\ndata: {}\n\n');
  expect(await next()).toBeUndefined();
});
