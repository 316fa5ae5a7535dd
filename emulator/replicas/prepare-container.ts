import type { Image } from './images.ts';
import type { Layer } from './layers.ts';
import type { ContainerSpec } from './replica-host.ts';
import type { ReplicaWorld } from './replica-world.ts';

/** The fault `pull-slow` makes a pull take so long, times the pace. */
const SLOW_PULL_MS = 60_000;

/** What a container needs before its process can start. */
export type Prepared = { image: Image; layer: Layer };

/** Pulls a container's image and makes its writable layer. */
export async function prepareContainer(
  { name, image: reference }: Pick<ContainerSpec, 'name' | 'image'>,
  world: ReplicaWorld,
  signal: AbortSignal,
): Promise<Prepared> {
  const { images, layers, faults, appId, position, clock, event } = world;
  event('Normal', 'PullingImage', `Pulling image '${reference}'`);
  const since = clock.now();
  const place = placeOf(world, name);
  if (faults.strikes('pull-slow', place)) await clock.wait(SLOW_PULL_MS * world.pace, signal);
  if (faults.strikes('pull-fail', place)) {
    throw new Error(`Failed to pull image '${reference}': the fault 'pull-fail' is in force.`);
  }
  const image = await images.pull(reference, signal);
  const layer = await layers.prepare({ appId, containerName: name, position }, image, signal);
  const seconds = ((clock.now() - since) / 1_000).toFixed(2);
  event('Normal', 'PulledImage', `Successfully pulled image "${reference}" in ${seconds}s.`);
  return { image, layer };
}

/** What a fault may name to strike a container: its app, its revision or itself. */
export function placeOf({ appId, revisionName }: ReplicaWorld, containerName: string): string {
  return `${appId}/revisions/${revisionName}/containers/${containerName}`;
}
