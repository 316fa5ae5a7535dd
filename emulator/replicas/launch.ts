import { ContainerProcess, type ProcessStart } from './container-process.ts';
import { containerEnvironment } from './environment.ts';
import { replaceMounts } from './mounts.ts';
import type { Prepared } from './prepare-container.ts';
import type { ContainerSpec } from './replica-host.ts';
import type { ReplicaWorld } from './replica-world.ts';

/** Starts a container's process: its command as the app gives it, else the image's, with mounts in their place. */
export function launch(
  { command, args, env, mounts }: ContainerSpec,
  world: ReplicaWorld,
  { image, layer }: Prepared,
  where: { port: number; cwd: string; onLine: ProcessStart['onLine'] },
): ContainerProcess {
  const { machine, registry, mountLinks } = world;
  const plainMounts = mounts.map((mount) => mountLinks.plain(mount));
  const own = [...command, ...args].map((word) => replaceMounts(word, plainMounts));
  return new ContainerProcess({
    argv: own.length > 0 ? own : image.entrypoint,
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
