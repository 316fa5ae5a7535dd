import type { Project } from '@/lib/config/projects';
import type { RunEventData } from '@/lib/runs/events';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** A run without worker and database: its steps one after the other, and what they told. */
export type BareRun<Input> = {
  context: StepContext<Input>;
  events: RunEventData[];
  /** Every log line so far. */
  lines: string[];
  /** Does the steps that are left. Rejects with what a step throws. */
  carryOut(): Promise<void>;
};

export function bareRun<Input>(
  definition: RunDefinition<Input>,
  project: Project,
  input: Input,
  signal = new AbortController().signal,
): BareRun<Input> {
  const events: RunEventData[] = [];
  const lines: string[] = [];
  const context: StepContext<Input> = {
    runId: crypto.randomUUID(),
    project,
    input,
    signal,
    emit: async (event) => void events.push(event),
    log: (added) => void lines.push(...added),
    results: {},
  };
  const carryOut = async () => {
    for (const step of definition.steps) {
      if (context.results[step.name]) continue;
      context.results[step.name] = (await step.run(context)) ?? {};
    }
  };
  return { context, events, lines, carryOut };
}
