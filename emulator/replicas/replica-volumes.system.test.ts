import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
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

const COUNT = 'echo start >> /scratch/log; wc -l < /scratch/log; ';
const container = (script: string, mounts: { mountPath: string; volume: string; subPath: string }[]) =>
  containerOf({ command: ['/bin/bash', '-c', script], mounts });
const scratch = [{ mountPath: '/scratch', volume: 'scratch', subPath: '' }];
const empty = [{ name: 'scratch', files: {} }];

it("an empty folder is the replica's alone, and is there again when its container starts anew", async () => {
  await using rig = await openHost();
  const once = `${COUNT} test $(wc -l < /scratch/log) -ge 2 && exec tail -f /dev/null; exit 1`;
  const spec = specOf({
    container: container(once, scratch),
    volumes: empty,
    onGpu: true,
    minReplicas: 2,
    maxReplicas: 2,
  });
  rig.host.apply(spec);
  const restarts = () => rig.host.replicas(ONE).map(({ containers }) => containers[0]?.restartCount ?? 0);
  await until(() => readyReplicas(rig.host).length === 2 && restarts().every((count) => count > 0));
  expect(restarts()).toEqual([1, 1]);
});

it('nothing of a replica stays on disk when it is gone', async () => {
  await using rig = await openHost();
  const spec = specOf({
    container: container(`${COUNT} exec tail -f /dev/null`, scratch),
    volumes: empty,
    onGpu: true,
  });
  rig.host.apply(spec);
  await until(() => readyReplicas(rig.host).length === 1);
  const [old] = readyReplicas(rig.host);
  await rig.host.restart(ONE);
  await until(() => rig.host.replicas(ONE).length === 1 && readyReplicas(rig.host)[0] !== old);
  expect(await consoleLines(rig.host, (lines) => lines.length === 1)).toEqual(['stdout 1']);
  const [app = ''] = await readdir(join(rig.folder, 'state/containers'));
  await until(async () => (await readdir(join(rig.folder, 'state/containers', app))).length === 1);
});

it('shows secrets as files, and no path leads out of the volume', async () => {
  await using rig = await openHost();
  const mounts = [
    { mountPath: '/secrets', volume: 'secrets', subPath: '' },
    { mountPath: '/up', volume: 'secrets', subPath: '../../..' },
  ];
  const script = 'cat /secrets/key /secrets/nested/token; ls /up; exec tail -f /dev/null';
  const volumes = [{ name: 'secrets', files: { key: 'k3y\n', '../nested/token': 't0ken\n' } }];
  rig.host.apply(specOf({ container: container(script, mounts), volumes, onGpu: true }));
  expect(await consoleLines(rig.host, (lines) => lines.length === 4)).toEqual([
    'stdout k3y',
    'stdout t0ken',
    'stdout key',
    'stdout nested',
  ]);
  expect(await reasons(rig.host)).not.toContain('ContainerTerminated');
});
