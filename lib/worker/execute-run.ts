import 'server-only';
import { getProject } from '@/lib/config/projects';
import { AppError, toErrorInfo } from '@/lib/core/errors';
import { beginAttempt, readStepResults } from '@/lib/runs/attempts';
import { readCancelState } from '@/lib/runs/cancel';
import { Journal } from '@/lib/runs/journal';
import { isLogClosed, type Run } from '@/lib/runs/log-rows';
import type { RunDefinition, StepContext } from '@/lib/runs/step';
import { keepAlive } from '@/lib/worker/keep-alive';
import { runSteps, STEP_STOP_TIMEOUT_MS } from '@/lib/worker/run-steps';
import { logServerError } from '@/lib/worker/server-log';
import { settleWithin } from '@/lib/worker/settle-within';
import { type StopWatch, watchForStop } from '@/lib/worker/watch-for-stop';

/** A run that never gets to its end in this many starts takes the process down each time: stop trying. */
const MAX_ATTEMPTS = 10;
/** How long a definition may tidy up after a cancel. */
const CANCELLED_TIMEOUT_MS = 60_000;

/**
 * Takes a run up and carries it to its end: its steps in order, without those that an earlier attempt finished. What goes
 * wrong becomes the run's own end. Rejects only when someone should take the run up again: on `shutdown`, or when the
 * database fails.
 */
export async function executeRun<Input>(
  definition: RunDefinition<Input>,
  runId: string,
  shutdown: AbortSignal,
): Promise<void> {
  const run = await unlessClosed(() => beginAttempt(runId));
  if (!run) return;
  const journal = new Journal(runId, run.attempt);
  const watch = await watchForStop(run);
  const stopHeartbeat = keepAlive(runId, run.attempt);
  try {
    await unlessClosed(() => carryOut(definition, run, journal, watch, shutdown));
  } finally {
    stopHeartbeat();
    watch.close();
    await unlessClosed(() => journal.close());
  }
}

async function carryOut<Input>(
  definition: RunDefinition<Input>,
  run: Run,
  journal: Journal,
  watch: StopWatch,
  shutdown: AbortSignal,
): Promise<void> {
  try {
    if (run.attempt > MAX_ATTEMPTS) throw neverEnds();
    // The attempt before this one had stopped everything, and only could not say any more that the run is over.
    if ((await readCancelState(run.id)) === 'carried-out') {
      return await journal.emit({ type: 'run.finished', status: 'cancelled' });
    }
    const signal = () => AbortSignal.any([watch.signal, shutdown]);
    const context: StepContext<Input> = {
      runId: run.id,
      project: getProject(run.project),
      input: definition.inputSchema.parse(run.input),
      signal: signal(),
      emit: (event) => journal.emit(event),
      log: (lines, from) => journal.log(lines, from),
      results: await readStepResults(run.id),
    };
    while (!(await reachEnd(definition, context, journal, watch))) context.signal = signal();
  } catch (error) {
    if (shutdown.aborted || isLogClosed(error)) throw error;
    if (!(error instanceof AppError)) logServerError(`Run ${run.id} failed`, error);
    await journal.emit({ type: 'run.finished', status: 'failed', error: toErrorInfo(error) });
  }
}

/** Does the steps that are left and writes down the run's end; false when it was to be cancelled and goes on instead. */
async function reachEnd<Input>(
  definition: RunDefinition<Input>,
  context: StepContext<Input>,
  journal: Journal,
  watch: StopWatch,
): Promise<boolean> {
  const stop = watch.signal;
  try {
    await runSteps(definition, context);
  } catch (error) {
    if (isLogClosed(stop.reason)) throw stop.reason;
    if (!stop.aborted) throw error;
    if (await endCancelled(definition, context, journal)) return true;
    await watch.renew();
    return false;
  }
  await journal.emit({ type: 'run.finished', status: 'succeeded', result: definition.result(context) });
  return true;
}

/** Carries out a cancel; false when the run is to go on. */
async function endCancelled<Input>(
  definition: RunDefinition<Input>,
  context: StepContext<Input>,
  journal: Journal,
): Promise<boolean> {
  const signal = AbortSignal.timeout(CANCELLED_TIMEOUT_MS);
  try {
    const tidying = definition.cancelled?.({ ...context, signal }) ?? Promise.resolve('ended');
    if ((await settleWithin(tidying, signal, STEP_STOP_TIMEOUT_MS)) === 'go-on') return false;
    await journal.emit({ type: 'run.finished', status: 'cancelled' });
  } catch (error) {
    if (isLogClosed(error)) throw error;
    if (!(error instanceof AppError)) logServerError(`Run ${context.runId} could not tidy up`, error);
    await journal.emit({ type: 'run.finished', status: 'cancelled', error: toErrorInfo(error) });
  }
  return true;
}

/** Undefined when the log no longer takes what this attempt writes: the run ended, or another worker has it. */
async function unlessClosed<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (isLogClosed(error)) return undefined;
    throw error;
  }
}

function neverEnds(): AppError {
  return new AppError('internal', {
    code: 'too_many_attempts',
    message: `Slipway stopped ${MAX_ATTEMPTS} times while it was at work on this run.`,
    action: 'Look at the server log for why it stopped, then start the run again.',
  });
}
