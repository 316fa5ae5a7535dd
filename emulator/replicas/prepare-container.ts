import type { Image } from './images.ts';
import type { Layer } from './layers.ts';
import type { ContainerSpec } from './replica-host.ts';
import type { ReplicaWorld } from './replica-world.ts';

/** What a container needs before its process can start. */
export type Prepared = { image: Image; layer: Layer };

/** Pulls a container's image and makes its writable layer. */
export async function prepareContainer(
  { name, image: reference }: ContainerSpec,
  { images, layers, appId, position, clock, event }: ReplicaWorld,
  signal: AbortSignal,
): Promise<Prepared> {
  event('Normal', 'PullingImage', `Pulling image '${reference}'`);
  const since = clock.now();
  const image = await images.pull(reference, signal);
  const layer = await layers.prepare({ appId, containerName: name, position }, image, signal);
  const seconds = ((clock.now() - since) / 1_000).toFixed(1);
  event('Normal', 'PulledImage', `Successfully pulled image '${reference}' in ${seconds} s`);
  return { image, layer };
}
