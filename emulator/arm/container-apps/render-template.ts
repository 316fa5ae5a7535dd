import type { JsonObject } from '../../state/models.ts';
import type { AppTemplate } from './template-schema.ts';

/** Scratch space by cores: https://learn.microsoft.com/azure/container-apps/storage-mounts#container-scoped-storage */
const EPHEMERAL_GIB_UP_TO_CORES = [
  [0.25, 1],
  [0.5, 2],
  [1, 4],
] as const;
const MAX_EPHEMERAL_GIB = 8;

/** `template` of an app or revision on the wire: as it was asked for, with what the service adds to each container. */
export function renderTemplate(template: AppTemplate): JsonObject {
  const { containers, initContainers, ...rest } = template;
  return {
    ...rest,
    containers: containers.map(withStorage),
    ...(initContainers && { initContainers: initContainers.map(withStorage) }),
  };
}

function withStorage<T extends { resources: { cpu: number; memory: string } }>(container: T): T {
  const { resources } = container;
  const [, gib = MAX_EPHEMERAL_GIB] =
    EPHEMERAL_GIB_UP_TO_CORES.find(([cores]) => resources.cpu <= cores) ?? [];
  return { ...container, resources: { ...resources, ephemeralStorage: `${gib}Gi` } };
}
