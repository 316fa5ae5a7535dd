import { expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { systemClock } from '../system-clock.ts';
import { appContainer, ONE, openHost, readyReplicas, reasons, send, specOf, until } from './testing.ts';

const LONG_MS = 60_000;
/** As many requests as the host lets wait for one revision. */
const WAITING_LIMIT = 1_024;

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
  expect((await send(rig.host, '/')).status).toBe(200);
  expect(readyReplicas(rig.host)).toHaveLength(1);
  expect(await reasons(rig.host)).toEqual(
    expect.arrayContaining(['KEDAScaleTargetDeactivated', 'KEDAScaleTargetActivated']),
  );
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

it('gives a request up with 504 when the revision does not come up in time, and refuses it when there are too many', async () => {
  const { clock, passLongWaits } = clockWithLongWaits();
  await using rig = await openHost({ clock });
  const never = appContainer({ command: ['/bin/bash', '-c', 'exec tail -f /dev/null'] });
  rig.host.apply(specOf({ container: never, minReplicas: 0 }));
  const waiting = Array.from({ length: WAITING_LIMIT }, () => send(rig.host, '/'));
  const refused = await send(rig.host, '/');
  expect([refused.status, await refused.text()]).toEqual([
    503,
    expect.stringContaining('reset reason: overflow'),
  ]);
  passLongWaits();
  const answers = await Promise.all(waiting);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([504]));
  expect(await answers[0]?.text()).toBe('stream timeout');
});

it('grows with the requests at once, and shrinks when they are over for a while', async () => {
  const { clock, passLongWaits } = clockWithLongWaits();
  await using rig = await openHost({ clock });
  rig.host.apply(
    specOf({ container: appContainer(), minReplicas: 1, maxReplicas: 3, requestsPerReplica: 1 }),
  );
  await until(() => readyReplicas(rig.host).length === 1);
  const streams = await Promise.all(Array.from({ length: 5 }, () => send(rig.host, '/events')));
  await until(() => readyReplicas(rig.host).length === 3);
  for (const stream of streams) await stream.body?.cancel();
  await until(() => {
    passLongWaits();
    return rig.host.replicas(ONE).length === 1;
  });
});
