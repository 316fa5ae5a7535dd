import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { EmulatorContext, Operations } from '../context.ts';
import type { Operation } from '../state/models.ts';
import { toWireError } from './arm-error.ts';
import { forgottenOperations } from './forgotten-operations.ts';
import { sameText } from './resource-id.ts';

/** Looking for what may be forgotten costs a walk over all, so it is done once in so many starts. */
const STARTS_PER_PRUNING = 500;

/**
 * Long-running operations, kept on disk: `perform` is called when the transition time has passed, also when that
 * is in a later process. It must therefore be safe to repeat.
 */
export function createOperations(
  context: () => EmulatorContext,
  perform: (context: EmulatorContext, operation: Operation) => Promise<void>,
): Operations {
  const changes = new EventEmitter();
  changes.setMaxListeners(0);

  const finish = (operation: Operation, outcome: Pick<Operation, 'status' | 'error'>) => {
    const { state, clock } = context();
    state.operations.put(operation.id, { ...operation, ...outcome, endedAtMs: clock.now() });
    changes.emit('settled');
  };

  const follow = (operation: Operation) => {
    const { clock, tasks } = context();
    tasks.run(async () => {
      await clock.wait(Math.max(0, operation.dueAtMs - clock.now()), tasks.signal);
      try {
        await perform(context(), operation);
      } catch (error) {
        finish(operation, { status: 'Failed', error: toWireError(error) });
        return;
      }
      finish(operation, { status: 'Succeeded' });
    });
  };

  const prune = () => {
    const { state, clock } = context();
    const forgotten = forgottenOperations(state.operations.values(), clock.now());
    for (const { id } of forgotten) state.operations.delete(id);
  };

  let starts = 0;
  const inProgress = () =>
    context()
      .state.operations.values()
      .filter(({ status }) => status === 'InProgress');
  const nextChange = () => once(changes, 'settled', { signal: context().tasks.signal });

  return {
    start(action, resourceId, durationMs) {
      starts += 1;
      if (starts % STARTS_PER_PRUNING === 0) prune();
      const now = context().clock.now();
      const operation: Operation = {
        id: randomUUID(),
        action,
        resourceId,
        status: 'InProgress',
        startedAtMs: now,
        dueAtMs: now + durationMs,
      };
      context().state.operations.put(operation.id, operation);
      follow(operation);
      return operation;
    },
    async settled(operationId) {
      for (;;) {
        const operation = context().state.operations.get(operationId);
        if (!operation) throw new Error(`There is no operation '${operationId}'.`);
        if (operation.status !== 'InProgress') return operation;
        await nextChange();
      }
    },
    async idle(resourceId) {
      while (inProgress().some((operation) => sameText(operation.resourceId, resourceId))) await nextChange();
    },
    resume() {
      prune();
      for (const operation of inProgress()) follow(operation);
    },
  };
}
