import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { beginAttempt } from '@/lib/runs/attempts';
import { cancelRun } from '@/lib/runs/cancel';
import type { RunDefinition, Step, StepContext } from '@/lib/runs/step';
import { appendEvents, createRun, getRun, readEvents } from '@/lib/runs/store';
import { executeRun } from '@/lib/worker/execute-run';
import { withTempData } from '@/tests/temp-data';

withTempData();

const inputSchema = z.object({ greeting: z.string() });
type Input = z.infer<typeof inputSchema>;
type AnyStep = Omit<Step<Input>, 'limitMs'> & Partial<Pick<Step<Input>, 'limitMs'>>;

/** More than any of these tests takes. */
const LIMIT_MS = 60_000;

const definitionOf = (steps: AnyStep[], cancelled?: RunDefinition<Input>['cancelled']) => ({
  kind: 'deploy' as const,
  inputSchema,
  steps: steps.map((step) => ({ limitMs: LIMIT_MS, ...step })),
  result: ({ results }: StepContext<Input>) => ({ endpointUrl: `http://${results.check?.host}` }),
  ...(cancelled && { cancelled }),
});

const check: AnyStep = { name: 'check', run: async () => ({ host: 'model.example' }) };
const untilAborted = ({ signal }: StepContext<Input>) =>
  new Promise<undefined>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** A queued run, in the projects' default: runs of other tests have ended by then. */
async function queueRun(input: unknown = { greeting: 'hello' }) {
  const { runId, joined } = await createRun({ project: 'default', kind: 'deploy', input });
  expect(joined).toBe(false);
  onTestFinished(() => cancelRun(runId).catch(() => undefined));
  return runId;
}

const neverShutDown = () => new AbortController().signal;
const types = async (runId: string) => (await readEvents(runId, 0)).map(({ type }) => type);
const lastEvent = async (runId: string) => (await readEvents(runId, 0)).at(-1);

describe('executing a run', () => {
  test('runs the steps in order, hands their results on and ends with what they left', async () => {
    const runId = await queueRun();
    const sync: AnyStep = {
      name: 'sync',
      run: async ({ input, results, log }) => {
        log([`${input.greeting} from ${results.check?.host}`]);
        return undefined;
      },
    };
    await executeRun(definitionOf([check, sync]), runId, neverShutDown());
    expect(await readEvents(runId, 0)).toMatchObject([
      { type: 'run.queued' },
      { type: 'run.started', attempt: 1 },
      { type: 'step.started', step: 'check' },
      { type: 'step.finished', step: 'check', result: { host: 'model.example' } },
      { type: 'step.started', step: 'sync' },
      { type: 'log.chunk', lines: ['hello from model.example'] },
      { type: 'step.finished', step: 'sync' },
      { type: 'run.finished', status: 'succeeded', result: { endpointUrl: 'http://model.example' } },
    ]);
  });

  test('an expected error ends the run with its sentence and action', async () => {
    const runId = await queueRun();
    const info = { code: 'share_missing', message: 'There is no share.', action: 'Provision first.' };
    const failing: AnyStep = {
      name: 'check',
      run: () => Promise.reject(new AppError('not_found', info)),
    };
    await executeRun(definitionOf([failing]), runId, neverShutDown());
    expect(await lastEvent(runId)).toMatchObject({ status: 'failed', error: info });
  });

  test('an unexpected error goes to the server log; the run says only that there was one', async () => {
    const serverLog = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const runId = await queueRun();
    const failing: AnyStep = {
      name: 'check',
      run: () => Promise.reject(new TypeError('key=abc', { cause: new Error('deep down') })),
    };
    await executeRun(definitionOf([failing]), runId, neverShutDown());
    expect(await lastEvent(runId)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
    expect(JSON.stringify(await readEvents(runId, 0))).not.toContain('key=abc');
    expect(serverLog.mock.calls.join()).toMatch(/key=abc.*deep down/s);
  });

  test('an input that no longer fits ends the run instead of being retried for ever', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const runId = await queueRun({ greeting: 7 });
    await executeRun(definitionOf([check]), runId, neverShutDown());
    expect(await getRun(runId)).toMatchObject({ status: 'failed' });
  });
});

describe('the limit of a step', () => {
  test('ends the run and names the step and its limit', async () => {
    const runId = await queueRun();
    const slow: AnyStep = { name: 'sync', limitMs: 40, run: untilAborted };
    await executeRun(definitionOf([check, slow]), runId, neverShutDown());
    expect(await readEvents(runId, 4)).toMatchObject([
      { type: 'step.started', step: 'sync', limitMs: 40 },
      {
        type: 'run.finished',
        status: 'failed',
        error: { code: 'step_timeout', message: expect.stringContaining('"sync"') },
      },
    ]);
  });
});

describe('cancelling', () => {
  test('stops the step under way, lets the definition tidy up and skips what is left', async () => {
    const runId = await queueRun();
    const never = vi.fn<Step<Input>['run']>();
    const waiting = { name: 'sync', run: untilAborted };
    const cancelled = vi.fn(async ({ signal, log }: StepContext<Input>) => {
      signal.throwIfAborted();
      log(['tidied up']);
      return 'ended' as const;
    });
    const execution = executeRun(
      definitionOf([check, waiting, { name: 'ready', run: never }], cancelled),
      runId,
      neverShutDown(),
    );
    await expect.poll(() => types(runId)).toContain('step.finished');
    await cancelRun(runId);
    await execution;
    expect((await types(runId)).slice(-3)).toEqual(['run.cancel-requested', 'log.chunk', 'run.finished']);
    expect(await getRun(runId)).toMatchObject({ status: 'cancelled' });
    expect(cancelled).toHaveBeenCalledOnce();
    expect(never).not.toHaveBeenCalled();
  });

  test('a step that ignores it does not keep the run from ending', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 500 });
    onTestFinished(() => void vi.useRealTimers());
    const runId = await queueRun();
    let told: AbortSignal | undefined;
    const deaf: AnyStep = {
      name: 'sync',
      run: ({ signal }) => {
        told = signal;
        return new Promise(() => undefined);
      },
    };
    const execution = executeRun(definitionOf([deaf]), runId, neverShutDown());
    await expect.poll(() => types(runId)).toContain('step.started');
    await cancelRun(runId);
    await expect.poll(() => told?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    await execution;
    expect(await getRun(runId)).toMatchObject({ status: 'cancelled' });
  });

  test('goes on where the definition says so, and may be asked again', async () => {
    const runId = await queueRun();
    const outcomes = ['request-failed', 'cancelled'] as const;
    const cancelled = vi.fn(async ({ emit, signal }: StepContext<Input>) => {
      signal.throwIfAborted();
      const outcome = outcomes[cancelled.mock.calls.length - 1] ?? 'cancelled';
      await emit({ type: 'run.cancel-outcome', outcome });
      return outcome === 'cancelled' ? ('ended' as const) : ('go-on' as const);
    });
    const execution = executeRun(
      definitionOf([check, { name: 'sync', run: untilAborted }], cancelled),
      runId,
      neverShutDown(),
    );
    const started = async () => (await types(runId)).filter((type) => type === 'step.started').length;
    await expect.poll(started).toBe(2);
    await cancelRun(runId);
    await expect.poll(started).toBe(3);
    expect(await getRun(runId)).toMatchObject({ status: 'running' });
    await cancelRun(runId);
    await execution;
    expect((await types(runId)).slice(-6)).toEqual([
      'run.cancel-requested',
      'run.cancel-outcome',
      'step.started',
      'run.cancel-requested',
      'run.cancel-outcome',
      'run.finished',
    ]);
    expect(await getRun(runId)).toMatchObject({ status: 'cancelled' });
  });

  test('a request that was answered before a crash is not carried out again', async () => {
    const runId = await queueRun();
    const run = await beginAttempt(runId);
    await cancelRun(runId);
    await appendEvents(runId, [{ type: 'run.cancel-outcome', outcome: 'too-late-succeeded' }], run);
    const cancelled = vi.fn(async () => 'ended' as const);
    await executeRun(definitionOf([check], cancelled), runId, neverShutDown());
    expect(cancelled).not.toHaveBeenCalled();
    expect(await getRun(runId)).toMatchObject({ status: 'succeeded' });
  });

  test('a run that was stopped, and whose process died before it could say so, ends as cancelled', async () => {
    const runId = await queueRun();
    const run = await beginAttempt(runId);
    await cancelRun(runId);
    await appendEvents(runId, [{ type: 'run.cancel-outcome', outcome: 'cancelled' }], run);
    await executeRun(definitionOf([check]), runId, neverShutDown());
    expect(await types(runId)).not.toContain('step.started');
    expect(await getRun(runId)).toMatchObject({ status: 'cancelled' });
  });

  test('a run that was cancelled before it was taken up is not begun', async () => {
    const runId = await queueRun();
    await cancelRun(runId);
    await executeRun(definitionOf([check]), runId, neverShutDown());
    expect(await types(runId)).toEqual(['run.queued', 'run.cancel-requested', 'run.finished']);
  });
});

describe('taking a run up again', () => {
  test('after a shutdown it goes on from the last finished step', async () => {
    const runId = await queueRun();
    const shutdown = new AbortController();
    const firstCheck = vi.fn(check.run);
    const waiting = { name: 'sync', run: untilAborted };
    const first = executeRun(
      definitionOf([{ name: 'check', run: firstCheck }, waiting]),
      runId,
      shutdown.signal,
    );
    await expect.poll(async () => (await types(runId)).length).toBe(5);
    const reason = new Error('shutting down');
    shutdown.abort(reason);
    await expect(first).rejects.toBe(reason);
    expect(await getRun(runId)).toMatchObject({ status: 'running' });

    const secondCheck = vi.fn(check.run);
    const sync = vi.fn(async ({ results }: StepContext<Input>) => ({ seen: results.check?.host }));
    const steps = [
      { name: 'check', run: secondCheck },
      { name: 'sync', run: sync },
    ];
    await executeRun(definitionOf(steps), runId, neverShutDown());
    expect(firstCheck).toHaveBeenCalledOnce();
    expect(secondCheck).not.toHaveBeenCalled();
    expect(await sync.mock.results[0]?.value).toEqual({ seen: 'model.example' });
    expect(await getRun(runId)).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  test('a worker that was replaced is told to stop, and leaves the run to the other', async () => {
    const runId = await queueRun();
    const cancelled = vi.fn(async () => 'ended' as const);
    const old = executeRun(
      definitionOf([{ name: 'check', run: untilAborted }], cancelled),
      runId,
      neverShutDown(),
    );
    await expect.poll(() => types(runId)).toContain('step.started');
    await executeRun(definitionOf([check]), runId, neverShutDown());
    await old;
    expect(cancelled).not.toHaveBeenCalled();
    expect(await getRun(runId)).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  test('a worker that was replaced falls silent', async () => {
    const runId = await queueRun();
    const gate = Promise.withResolvers<undefined>();
    const old = executeRun(
      definitionOf([{ name: 'check', run: () => gate.promise }]),
      runId,
      neverShutDown(),
    );
    await expect.poll(() => types(runId)).toContain('step.started');
    await executeRun(definitionOf([check]), runId, neverShutDown());
    const before = await types(runId);
    gate.resolve(undefined);
    await old;
    expect(await types(runId)).toEqual(before);
    expect(await getRun(runId)).toMatchObject({ status: 'succeeded' });
  });

  test('a run that takes the process down each time is given up', async () => {
    const runId = await queueRun();
    const dying = new AbortController();
    dying.abort(new Error('crash'));
    for (let attempt = 1; attempt <= 10; attempt++) {
      await expect(executeRun(definitionOf([check]), runId, dying.signal)).rejects.toThrow('crash');
    }
    await executeRun(definitionOf([check]), runId, neverShutDown());
    expect(await lastEvent(runId)).toMatchObject({ status: 'failed', error: { code: 'too_many_attempts' } });
  });
});
