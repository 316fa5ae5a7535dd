import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { notSupported } from '../arm-error.ts';
import { firstDuplicate, invalidField, refused } from './refusals.ts';
import type { Volume } from './template-schema.ts';

/** Checks the volumes of a template. Throws ArmError. */
export function checkVolumes(
  context: EmulatorContext,
  volumes: Volume[],
  environment: Resource,
  secrets: Record<string, string>,
): void {
  const twice = firstDuplicate(volumes.map(({ name }) => name));
  if (twice !== undefined) throw invalidField('template.volumes', `Duplicate value: "${twice}"`);
  for (const volume of volumes) checkVolume(context, volume, environment, secrets);
}

function checkVolume(
  context: EmulatorContext,
  { name, storageType, storageName, secrets: named = [] }: Volume,
  environment: Resource,
  secrets: Record<string, string>,
): void {
  if (name === '') throw invalidField('template.volumes', 'Required value: a volume needs a name');
  switch (storageType) {
    case 'EmptyDir':
      return;
    case 'AzureFile':
      if (context.state.resources.get(`${environment.id}/storages/${storageName}`)) return;
      throw refused(
        'ManagedEnvironmentStorageNotFound',
        `Storage ${storageName ?? ''} not found under managed environment`,
      );
    case 'Secret':
      for (const { secretRef } of named) {
        if (Object.hasOwn(secrets, secretRef)) continue;
        throw refused(
          'ContainerAppSecretRefNotFound',
          `SecretRef '${secretRef}' defined for volume '${name}' not found.`,
        );
      }
      return;
    case 'NfsAzureFile':
      throw notSupported('volumes of the storage type NfsAzureFile');
    default:
      throw storageType satisfies never;
  }
}
