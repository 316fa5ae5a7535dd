import type { Clock } from '../clock.ts';

type Sleeper = { dueMs: number; wake(): void };

/** A clock that stands still until a test moves it. */
export type ManualClock = Clock & { advance(ms: number): void };

export function createManualClock(): ManualClock {
  let nowMs = Date.now();
  let sleepers: Sleeper[] = [];
  return {
    now: () => nowMs,
    wait(ms, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper: Sleeper = { dueMs: nowMs + ms, wake: resolve };
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (signal?.aborted) reject(signal.reason);
      else if (ms <= 0) resolve();
      else sleepers.push(sleeper);
      return promise;
    },
    advance(ms) {
      nowMs += ms;
      const due = sleepers.filter(({ dueMs }) => dueMs <= nowMs);
      sleepers = sleepers.filter(({ dueMs }) => dueMs > nowMs);
      for (const sleeper of due) sleeper.wake();
    },
  };
}
