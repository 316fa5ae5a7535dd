import { checkProbes } from './check-probes.ts';
import type { Container, InitContainer } from './container-schema.ts';
import { firstDuplicate, invalidField, refused } from './refusals.ts';
import type { Surroundings } from './surroundings.ts';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Checks one container of a template; `list` says of which kind. Throws ArmError. */
export function checkContainer(
  list: 'containers' | 'initContainers',
  container: Container | InitContainer,
  volumeNames: ReadonlySet<string>,
  { appName, secrets }: Surroundings,
): void {
  const field = `template.${list}.${container.name}`;
  if (!NAME.test(container.name)) {
    throw invalidField(
      `${field}.name`,
      `Invalid value: "${container.name}": lower case letters, digits and hyphens, beginning and ending with a letter or digit, at most 63`,
    );
  }
  if (container.image.trim() === '') {
    throw refused(
      'ContainerAppImageRequired',
      `Container with name '${container.name}' must have an 'Image' property specified.`,
    );
  }
  for (const { name, secretRef } of container.env ?? []) {
    if (name === '') throw invalidField(`${field}.env`, 'Required value: a variable needs a name');
    if (!secretRef || Object.hasOwn(secrets, secretRef)) continue;
    throw refused(
      'ContainerAppSecretRefNotFound',
      `SecretRef '${secretRef}' defined for container '${container.name}' not found.`,
    );
  }
  const mounts = container.volumeMounts ?? [];
  for (const { volumeName, mountPath } of mounts) {
    if (!volumeNames.has(volumeName)) {
      throw refused(
        'ContainerAppInvalidVolumeMount',
        `Invalid Request: Volume '${volumeName}' to mount doesn't defined in the Container App '${appName}'.`,
      );
    }
    if (!mountPath.startsWith('/') || mountPath.includes(':')) {
      throw invalidField(
        `${field}.volumeMounts`,
        `Invalid value: "${mountPath}": must be an absolute path without ':'`,
      );
    }
  }
  const twice = firstDuplicate(mounts.map(({ mountPath }) => mountPath));
  if (twice !== undefined) {
    throw invalidField(`${field}.volumeMounts`, `Invalid value: "${twice}": must be unique`);
  }
  if ('probes' in container) checkProbes(field, container.probes ?? []);
}
