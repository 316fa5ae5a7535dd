import 'server-only';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { plainIssue } from '@/lib/core/plain-issue';
import { deploy } from '@/lib/deployment/deploy-definition';
import { restart } from '@/lib/deployment/operate/restart-definition';
import { scale } from '@/lib/deployment/operate/scale-definition';
import { start } from '@/lib/deployment/operate/start-definition';
import { stop } from '@/lib/deployment/operate/stop-definition';
import { wake } from '@/lib/deployment/operate/wake-definition';
import { proof } from '@/lib/deployment/replicas/proof-definition';
import { rollback } from '@/lib/deployment/revisions/rollback-definition';
import { provision } from '@/lib/provisioning/definition';
import { teardown } from '@/lib/provisioning/teardown/definition';
import type { RunKind } from '@/lib/runs/events';
import type { RunDefinition } from '@/lib/runs/step';
import { executeRun } from '@/lib/worker/execute-run';

export type RegisteredRun = {
  /** The input as the definition takes it. Throws `bad_input`, with the first field at fault as its target. */
  checkInput(input: unknown): unknown;
  /** Throws the AppError of a run that must not begin. `input` is what `checkInput` gave. */
  admit(project: Project, input: unknown): Promise<void>;
  execute(runId: string, shutdown: AbortSignal): Promise<void>;
};

/** Forgets the input's type, which differs from kind to kind, behind functions that are the same for all. */
function register<Input>(definition: RunDefinition<Input>): RegisteredRun {
  return {
    checkInput(input) {
      const parsed = definition.inputSchema.safeParse(input, { error: plainIssue });
      if (parsed.success) return parsed.data;
      const faults = parsed.error.issues.map(
        ({ path, message }) => `${path.join('.') || 'the input'} ${message}`,
      );
      const target = parsed.error.issues[0]?.path.join('.');
      throw new AppError('bad_input', {
        code: 'bad_input',
        message: `The ${definition.kind} run cannot start: ${faults.join('; ')}.`,
        action: 'Correct the fields named here, then try again.',
        ...(target && { target }),
      });
    },
    admit: async (project, input) => definition.admit?.(project, definition.inputSchema.parse(input)),
    execute: (runId, shutdown) => executeRun(definition, runId, shutdown),
  };
}

const registry: Readonly<Record<RunKind, RegisteredRun>> = {
  provision: register(provision),
  deploy: register(deploy),
  restart: register(restart),
  proof: register(proof),
  rollback: register(rollback),
  stop: register(stop),
  start: register(start),
  scale: register(scale),
  wake: register(wake),
  teardown: register(teardown),
};

/** What a worker does with a run of that kind. */
export function runOfKind(kind: RunKind): RegisteredRun {
  return registry[kind];
}
