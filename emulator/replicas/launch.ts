import type { ContainerPlan } from './container-plan.ts';
import { ContainerProcess, type ProcessStart } from './container-process.ts';
import { containerEnvironment } from './environment.ts';
import { replaceMounts } from './mounts.ts';
import { type Prepared, placeOf } from './prepare-container.ts';
import type { ReplicaWorld } from './replica-world.ts';

/** What the fault `crash-loop` runs in a container's place. */
const CRASH = ['/bin/sh', '-c', 'exit 1'];

/** Starts a container's process: its command as the app gives it, else the image's, with mounts in their place. */
export function launch(
  { name, command, args, env, mounts }: ContainerPlan,
  world: ReplicaWorld,
  { image, layer }: Prepared,
  where: { port: number; cwd: string; onLine: ProcessStart['onLine'] },
): ContainerProcess {
  const { machine, registry, mountLinks, faults } = world;
  const plainMounts = mounts.map((mount) => mountLinks.plain(mount));
  const own = [...command, ...args].map((word) => replaceMounts(word, plainMounts));
  const argv = own.length > 0 ? own : image.entrypoint;
  return new ContainerProcess({
    argv: faults.strikes('crash-loop', placeOf(world, name)) ? CRASH : argv,
    env: containerEnvironment({
      machine,
      layer,
      identity: { ...world, port: where.port },
      own: env,
      mounts: plainMounts,
    }),
    cwd: where.cwd,
    registry,
    onLine: where.onLine,
  });
}
