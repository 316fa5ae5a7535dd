import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { accountKeys } from '../kinds/storage-account.ts';
import { refused } from './refusals.ts';
import type { AppTemplate } from './template-schema.ts';
import { choice, text, withoutNulls } from './wire-types.ts';

/** `properties` of an environment's storage. */
export const storageProperties = withoutNulls(
  z.object({
    azureFile: z
      .object({
        accountName: text,
        accountKey: text.optional(),
        accountKeyVaultProperties: z.looseObject({}).optional(),
        accessMode: choice(['ReadOnly', 'ReadWrite']),
        shareName: text,
      })
      .optional(),
    nfsAzureFile: z.looseObject({}).optional(),
  }),
);

/** By the name of each volume that is a share, the folder that its files lie in. Throws ArmError when a storage is gone. */
export function shareFolders(
  context: EmulatorContext,
  environment: Resource,
  template: AppTemplate,
): Map<string, string> {
  return new Map(
    mountsOf(context, environment, template).map(({ volume, accountName, shareName }) => [
      volume,
      context.files.shareFolder(accountName, shareName),
    ]),
  );
}

/** Throws ArmError when an account would refuse a mount: it is not there, or its key is another one by now. */
export function checkMounts(context: EmulatorContext, environment: Resource, template: AppTemplate): void {
  for (const { storage, accountName } of mountsOf(context, environment, template)) {
    if (accountKeys(context, accountName)?.includes(storage.secrets.accountKey ?? '')) continue;
    throw refused(
      'VolumeMountFailed',
      `The storage '${storage.name}' cannot be mounted: the storage account '${accountName}' does not exist or refuses its key.`,
    );
  }
}

function mountsOf(context: EmulatorContext, environment: Resource, { volumes = [] }: AppTemplate) {
  return volumes
    .filter(({ storageType }) => storageType === 'AzureFile')
    .map(({ name, storageName }) => {
      const storage = context.state.resources.get(`${environment.id}/storages/${storageName}`);
      const { azureFile } = storageProperties.parse(storage?.properties ?? {});
      if (storage && azureFile) return { volume: name, storage, ...azureFile };
      throw refused(
        'ManagedEnvironmentStorageNotFound',
        `Storage ${storageName ?? ''} not found under managed environment`,
      );
    });
}
