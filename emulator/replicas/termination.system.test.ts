import { expect, it } from 'vitest';
import {
  appContainer,
  consoleLines,
  containerOf,
  ONE,
  openHost,
  readyReplicas,
  specOf,
  until,
} from './testing.ts';

it('asks a container to end, and makes it end when its grace period is over', async () => {
  await using rig = await openHost();
  const stubborn = appContainer({ env: { IGNORE_SIGTERM: 'yes' } });
  rig.host.apply(specOf({ container: stubborn, terminationGraceSeconds: 0.3 }));
  await until(() => readyReplicas(rig.host).length === 1);
  const asked = Date.now();
  await rig.host.remove(ONE);
  expect(Date.now() - asked).toBeGreaterThanOrEqual(300);
  expect(rig.host.replicas(ONE)).toEqual([]);
});

it('lets a container that listens end by itself, with what it still says', async () => {
  await using rig = await openHost();
  const script =
    'trap "echo bye; exit 0" TERM; echo up; while :; do read -r -t 0.05 < <(tail -f /dev/null); done';
  rig.host.apply(specOf({ container: containerOf({ command: ['/bin/bash', '-c', script] }), onGpu: true }));
  await consoleLines(rig.host, (lines) => lines.includes('stdout up'));
  const rest = consoleLines(rig.host, (lines) => lines.includes('stdout bye'));
  rig.host.apply(specOf({ container: containerOf({}), active: false }));
  expect(await rest).toEqual(['stdout up', 'stdout bye']);
});
