import type { Operation } from '../state/models.ts';

/** How long a finished operation can still be asked about, at least, unless there are too many. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const FINISHED_LIMIT = 10_000;

/** Those of the operations that may go: finished long ago, or the oldest of too many. Never one in progress. */
export function forgottenOperations(operations: readonly Operation[], nowMs: number): Operation[] {
  const finished = operations
    .flatMap((operation) =>
      operation.endedAtMs === undefined ? [] : [{ ...operation, endedAtMs: operation.endedAtMs }],
    )
    .sort((a, b) => a.endedAtMs - b.endedAtMs);
  const surplus = finished.length - FINISHED_LIMIT;
  return finished.filter(({ endedAtMs }, place) => place < surplus || endedAtMs < nowMs - KEPT_MS);
}
