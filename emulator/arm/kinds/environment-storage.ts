import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { parseBody, type ResourceKind } from './kind.ts';
import { accountKeys } from './storage-account.ts';

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

const azureFile = z.looseObject({
  accountName: z.string(),
  accountKey: z.string().nullish(),
  shareName: z.string(),
  accessMode: z.enum(['ReadOnly', 'ReadWrite']),
});
const properties = z.looseObject({ azureFile: azureFile.nullish() });

/** The mount of an Azure Files share into an environment, which apps name in their volumes. */
export const environmentStorageKind: ResourceKind = {
  type: 'Microsoft.App/managedEnvironments/storages',
  scope: 'nested',
  prepare(_context, { id, body, existing }) {
    const name = id.names.at(-1) ?? '';
    if (!NAME.test(name)) {
      throw new ArmError(
        400,
        'ManagedEnvironmentStorageInvalidName',
        `Invalid storage name '${name}'. A name must consist of lower case alphanumeric characters or '-' and start and end with an alphanumeric character.`,
      );
    }
    const { azureFile: file } = parseBody(properties, body.properties ?? {}, 'properties');
    if (!file) throw notSupported('an environment storage other than azureFile');
    const { accountKey, ...shown } = file;
    if (!accountKey && !existing) {
      throw new ArmError(
        400,
        'ManagedEnvironmentStorageAccountKeyRequired',
        `The storage '${name}' needs the account key of '${file.accountName}'.`,
      );
    }
    return {
      properties: { azureFile: { ...shown, accountKey: null } },
      secrets: accountKey ? { accountKey } : (existing?.secrets ?? {}),
    };
  },
  render: (_context, { properties }) => properties,
};

/** Where the share behind a storage lies on disk. Throws ArmError when the mount would fail. */
export function storageFolder(context: EmulatorContext, storage: Resource): string {
  const { accountName, shareName } = azureFile.parse(storage.properties.azureFile);
  const keys = accountKeys(context, accountName);
  if (!keys?.includes(storage.secrets.accountKey ?? '')) {
    throw new ArmError(
      400,
      'VolumeMountFailed',
      `The storage '${storage.name}' cannot be mounted: the storage account '${accountName}' does not exist or refuses its key.`,
    );
  }
  return context.files.shareFolder(accountName, shareName);
}
