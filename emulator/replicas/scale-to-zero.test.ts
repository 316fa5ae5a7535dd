import { expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { systemClock } from '../system-clock.ts';
import { appContainer, ONE, openHost, readyReplicas, reasons, send, specOf, until } from './testing.ts';

const LONG_MS = 60_000;

/** The system's clock, on which long waits end when the test says so. */
function clockWithLongWaits(): { clock: Clock; passLongWaits(): void } {
  let long = Promise.withResolvers<void>();
  return {
    clock: {
      now: systemClock.now,
      wait: (ms, signal) => (ms < LONG_MS ? systemClock.wait(ms, signal) : untilPassed(long.promise, signal)),
    },
    passLongWaits() {
      long.resolve();
      long = Promise.withResolvers<void>();
    },
  };
}

function untilPassed(passed: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    passed.then(resolve);
    signal?.addEventListener('abort', () => reject(signal.reason));
    if (signal?.aborted) reject(signal.reason);
  });
}

it('sleeps when nobody has asked for a while, and wakes for the next request', async () => {
  const { clock, passLongWaits } = clockWithLongWaits();
  await using rig = await openHost({ clock });
  rig.host.apply(specOf({ container: appContainer(), minReplicas: 0 }));
  await until(() => readyReplicas(rig.host).length === 1);
  passLongWaits();
  await until(() => rig.host.replicas(ONE).length === 0);
  expect(rig.host.health(ONE)).toEqual({ runningState: 'Running', details: 'Scaled to zero' });
  expect(await reasons(rig.host)).toContain('ScaledToZero');
  expect((await send(rig.host, '/')).status).toBe(200);
  expect(readyReplicas(rig.host)).toHaveLength(1);
});

it('does not fall asleep while an answer is under way', async () => {
  const { clock, passLongWaits } = clockWithLongWaits();
  await using rig = await openHost({ clock });
  rig.host.apply(specOf({ container: appContainer(), minReplicas: 0 }));
  const events = await send(rig.host, '/events');
  passLongWaits();
  await Promise.resolve();
  expect(readyReplicas(rig.host)).toHaveLength(1);
  await events.body?.cancel();
});
