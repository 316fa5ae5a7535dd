import { expect, it } from 'vitest';
import {
  consoleLines,
  containerOf,
  ONE,
  openHost,
  readyReplicas,
  reasons,
  specOf,
  until,
} from './testing.ts';

const shell = (name: string, script: string) =>
  containerOf({
    name,
    command: ['/bin/bash', '-c', script],
    mounts: [{ mountPath: '/scratch', volume: 'work', subPath: '' }],
  });
const volumes = [{ name: 'work', files: {} }];
const SERVE = 'cat /scratch/steps; exec tail -f /dev/null';

it('run one after the other, each to its end, before the containers start', async () => {
  await using rig = await openHost();
  const initContainers = [
    shell('first', 'read -r -t 0.2 < <(tail -f /dev/null); echo first >> /scratch/steps'),
    shell('second', 'echo second >> /scratch/steps'),
  ];
  rig.host.apply(specOf({ container: shell('main', SERVE), initContainers, volumes, onGpu: true }));
  expect(await consoleLines(rig.host, (lines) => lines.length === 2)).toEqual([
    'stdout first',
    'stdout second',
  ]);
  const [replica] = rig.host.replicas(ONE);
  expect(replica?.initContainers).toMatchObject([
    { name: 'first', ready: true, runningState: 'Terminated', runningStateDetails: 'Completed' },
    { name: 'second', ready: true, restartCount: 0 },
  ]);
  expect(readyReplicas(rig.host)).toHaveLength(1);
});

it('that fail are tried again, and hold the containers back until they succeed', async () => {
  await using rig = await openHost();
  const initContainers = [
    shell('migrate', 'echo try >> /scratch/steps; test $(wc -l < /scratch/steps) -eq 3'),
  ];
  rig.host.apply(specOf({ container: shell('main', SERVE), initContainers, volumes, onGpu: true }));
  await until(() => readyReplicas(rig.host).length === 1);
  expect(rig.host.replicas(ONE)[0]?.initContainers[0]?.restartCount).toBe(2);
  expect(await reasons(rig.host)).toEqual(
    expect.arrayContaining(['ContainerTerminated', 'ContainerBackOff']),
  );
});

it('that never succeed are what the revision fails for, and do not keep it from being removed', async () => {
  await using rig = await openHost();
  const initContainers = [shell('migrate', 'exit 7')];
  rig.host.apply(specOf({ container: shell('main', SERVE), initContainers, volumes, onGpu: true }));
  await until(() => rig.host.health(ONE).runningState === 'Failed');
  expect(rig.host.health(ONE).details).toBe('CrashLoopBackOff: the last exit code was 7 (ProcessExited)');
  expect(rig.host.replicas(ONE)[0]?.containers[0]).toMatchObject({
    runningState: 'Waiting',
    restartCount: 0,
  });
  await rig.host.remove(ONE);
  expect(rig.host.replicas(ONE)).toEqual([]);
});

it('have a log of their own', async () => {
  await using rig = await openHost();
  const initContainers = [shell('migrate', 'echo migrated')];
  rig.host.apply(specOf({ container: shell('main', SERVE), initContainers, volumes, onGpu: true }));
  const { name = '' } = rig.host.replicas(ONE)[0] ?? {};
  const signal = AbortSignal.timeout(15_000);
  const said: string[] = [];
  for await (const { text } of rig.host.consoleLog(ONE, name, 'migrate', {
    follow: true,
    tailLines: 10,
    signal,
  })) {
    said.push(text);
  }
  expect(said).toEqual(['migrated']);
});
