import 'server-only';
import { getProject } from '@/lib/config/projects';
import { AppError, toErrorInfo } from '@/lib/core/errors';
import { beginAttempt, readStepResults } from '@/lib/runs/attempts';
import { Journal } from '@/lib/runs/journal';
import { isLogClosed, type Run } from '@/lib/runs/log-rows';
import type { RunDefinition, StepContext } from '@/lib/runs/step';
import { keepAlive } from '@/lib/worker/keep-alive';
import { logServerError } from '@/lib/worker/server-log';
import { settleWithin } from '@/lib/worker/settle-within';
import { watchForStop } from '@/lib/worker/watch-for-stop';

/** A run that never gets to its end in this many starts takes the process down each time: stop trying. */
const MAX_ATTEMPTS = 10;
/** How long a step may take to let go once it is told to stop. */
const STEP_STOP_TIMEOUT_MS = 10_000;
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
  const stop = new AbortController();
  const stopWatching = await watchForStop(run, (reason) => stop.abort(reason));
  const stopHeartbeat = keepAlive(runId, run.attempt);
  try {
    await unlessClosed(() => carryOut(definition, run, journal, stop.signal, shutdown));
  } finally {
    stopHeartbeat();
    stopWatching();
    await unlessClosed(() => journal.close());
  }
}

async function carryOut<Input>(
  definition: RunDefinition<Input>,
  run: Run,
  journal: Journal,
  stop: AbortSignal,
  shutdown: AbortSignal,
): Promise<void> {
  try {
    if (run.attempt > MAX_ATTEMPTS) throw neverEnds();
    const context: StepContext<Input> = {
      runId: run.id,
      project: getProject(run.project),
      input: definition.inputSchema.parse(run.input),
      signal: AbortSignal.any([stop, shutdown]),
      emit: (event) => journal.emit(event),
      log: (lines, from) => journal.log(lines, from),
      results: await readStepResults(run.id),
    };
    try {
      await runSteps(definition, context);
    } catch (error) {
      if (isLogClosed(stop.reason)) throw stop.reason;
      if (stop.aborted) return await endCancelled(definition, context, journal);
      throw error;
    }
    await journal.emit({ type: 'run.finished', status: 'succeeded', result: definition.result(context) });
  } catch (error) {
    if (shutdown.aborted || isLogClosed(error)) throw error;
    if (!(error instanceof AppError)) logServerError(`Run ${run.id} failed`, error);
    await journal.emit({ type: 'run.finished', status: 'failed', error: toErrorInfo(error) });
  }
}

async function runSteps<Input>(definition: RunDefinition<Input>, context: StepContext<Input>): Promise<void> {
  for (const step of definition.steps) {
    if (context.results[step.name]) continue;
    context.signal.throwIfAborted();
    await context.emit({ type: 'step.started', step: step.name });
    const result = await settleWithin(step.run(context), context.signal, STEP_STOP_TIMEOUT_MS);
    await context.emit({ type: 'step.finished', step: step.name, ...(result && { result }) });
    context.results[step.name] = result ?? {};
  }
}

async function endCancelled<Input>(
  definition: RunDefinition<Input>,
  context: StepContext<Input>,
  journal: Journal,
): Promise<void> {
  const signal = AbortSignal.timeout(CANCELLED_TIMEOUT_MS);
  try {
    const tidying = definition.cancelled?.({ ...context, signal });
    await settleWithin(tidying ?? Promise.resolve(), signal, STEP_STOP_TIMEOUT_MS);
    await journal.emit({ type: 'run.finished', status: 'cancelled' });
  } catch (error) {
    if (isLogClosed(error)) throw error;
    if (!(error instanceof AppError)) logServerError(`Run ${context.runId} could not tidy up`, error);
    await journal.emit({ type: 'run.finished', status: 'cancelled', error: toErrorInfo(error) });
  }
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
