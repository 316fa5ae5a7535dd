import 'server-only';
import { AppError } from '@/lib/core/errors';
import type { RunDefinition, Step, StepContext } from '@/lib/runs/step';
import { settleWithin } from '@/lib/worker/settle-within';

/** How long a step may take to let go once it is told to stop. */
export const STEP_STOP_TIMEOUT_MS = 10_000;
const MINUTE_MS = 60_000;

/** Carries out the steps that have left no result yet, in order. Rejects with what a step throws, or `step_timeout`. */
export async function runSteps<Input>(
  definition: RunDefinition<Input>,
  context: StepContext<Input>,
): Promise<void> {
  for (const step of definition.steps) {
    if (context.results[step.name]) continue;
    context.signal.throwIfAborted();
    await context.emit({ type: 'step.started', step: step.name, limitMs: step.limitMs });
    const result = await runWithin(step, context);
    await context.emit({ type: 'step.finished', step: step.name, ...(result && { result }) });
    context.results[step.name] = result ?? {};
  }
}

async function runWithin<Input>({ name, limitMs, run }: Step<Input>, context: StepContext<Input>) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(stepTimeout(name, limitMs)), limitMs);
  const signal = AbortSignal.any([context.signal, limit.signal]);
  try {
    return await settleWithin(run({ ...context, signal }), signal, STEP_STOP_TIMEOUT_MS);
  } catch (error) {
    // Whatever it let go with, the limit is why; unless it was told to stop before.
    if (limit.signal.aborted && !context.signal.aborted) throw limit.signal.reason;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function stepTimeout(name: string, limitMs: number): AppError {
  return new AppError('timeout', {
    code: 'step_timeout',
    message: `The step "${name}" has not ended within its limit of ${inWords(limitMs)}.`,
    action: 'Start the run again: whatever is already done is found done.',
  });
}

function inWords(durationMs: number): string {
  const [count, unit] =
    durationMs < MINUTE_MS
      ? [Math.round(durationMs / 1_000), 'second']
      : [Math.round(durationMs / MINUTE_MS), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
