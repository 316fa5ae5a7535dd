import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { appendEvents, createRun, getRun, type Run } from '@/lib/runs/store';
import { startWorker, type Worker } from '@/lib/worker/worker';
import { withTempData } from '@/tests/temp-data';

withTempData();

type Execute = (run: Run, shutdown: AbortSignal) => Promise<void>;

const succeed: Execute = async ({ id }) => {
  await appendEvents(id, [{ type: 'run.finished', status: 'succeeded', result: {} }]);
};
const untilShutDown: Execute = (_run, shutdown) =>
  new Promise((_resolve, reject) => {
    shutdown.addEventListener('abort', () => reject(shutdown.reason));
  });

async function start(execute: Execute): Promise<Worker> {
  const worker = await startWorker(await getDatabase(), execute);
  onTestFinished(() => worker.stop());
  return worker;
}

async function queueRun() {
  const { runId } = await createRun({ project: newId(), kind: 'deploy', input: {} });
  return runId;
}

describe('the worker', () => {
  test('works on a run once, however often it is enqueued', async () => {
    const execute = vi.fn(succeed);
    const worker = await start(execute);
    const runId = await queueRun();
    await Promise.all([worker.enqueue(runId), worker.enqueue(runId), worker.enqueue(runId)]);
    await expect.poll(() => getRun(runId), { timeout: 5_000 }).toMatchObject({ status: 'succeeded' });
    expect(execute).toHaveBeenCalledOnce();
  });

  test('takes up a run whose request died before it was enqueued', async () => {
    const runId = await queueRun();
    await start(succeed);
    await expect.poll(() => getRun(runId), { timeout: 5_000 }).toMatchObject({ status: 'succeeded' });
  });

  test('lets go at a stop, and the next worker takes the run up', async () => {
    const first = vi.fn(untilShutDown);
    const stopping = await start(first);
    const runId = await queueRun();
    await stopping.enqueue(runId);
    await expect.poll(() => first.mock.calls.length, { timeout: 5_000 }).toBe(1);
    await stopping.stop();
    expect(await getRun(runId)).toMatchObject({ status: 'queued' });
    await start(succeed);
    await expect.poll(() => getRun(runId), { timeout: 10_000 }).toMatchObject({ status: 'succeeded' });
  });
});
