import { expect, it } from 'vitest';
import { createFaults } from '../armed-faults.ts';
import { systemClock } from '../system-clock.ts';
import { APP, containerOf, ONE, openHost, readyReplicas, reasons, specOf, until } from './testing.ts';

const SLOW_PULL_MS = 60_000;
const sleeper = containerOf({ command: ['/bin/bash', '-c', 'exec tail -f /dev/null'] });
const named = (fault: string) => ({ appId: APP.id.replace(/app$/, `fault-${fault}`), name: ONE.name });

it('a pull that fails by name keeps failing, and the revision says why', async () => {
  await using rig = await openHost();
  const ref = named('pull-fail');
  rig.host.apply(specOf({ container: sleeper, appId: ref.appId }));
  await until(() => rig.host.health(ref).runningState === 'Failed');
  expect(rig.host.health(ref).details).toMatch(
    /^ImagePullBackOff: Failed to pull image 'docker\.io\/library\/python/,
  );
});

it('an armed pull failure passes when it has struck as often as asked', async () => {
  const faults = createFaults();
  faults.arm('pull-fail', 'app--one', 2);
  await using rig = await openHost({ faults });
  rig.host.apply(specOf({ container: sleeper, onGpu: true }));
  await until(() => readyReplicas(rig.host).length === 1);
  const told = await reasons(rig.host);
  expect(told.filter((reason) => reason === 'PullingImage')).toHaveLength(3);
  expect(told.filter((reason) => reason === 'ImagePullBackOff')).toHaveLength(1);
});

it('a crash loop ends each start with exit code 1', async () => {
  await using rig = await openHost();
  const ref = named('crash-loop');
  rig.host.apply(specOf({ container: sleeper, appId: ref.appId, onGpu: true }));
  await until(() => rig.host.health(ref).runningState === 'Failed');
  expect(rig.host.health(ref).details).toBe('CrashLoopBackOff: the last exit code was 1 (ProcessExited)');
  await until(() => (rig.host.replicas(ref)[0]?.containers[0]?.restartCount ?? 0) >= 2);
});

it('a slow pull takes a minute times the pace', async () => {
  const waits: number[] = [];
  const clock = { ...systemClock, wait: async (ms: number) => void waits.push(ms) };
  await using rig = await openHost({ clock, pace: 0.5 });
  const ref = named('pull-slow');
  rig.host.apply(specOf({ container: sleeper, appId: ref.appId, onGpu: true }));
  await until(() => rig.host.health(ref).runningState === 'Running');
  expect(waits).toContain(SLOW_PULL_MS / 2);
});
