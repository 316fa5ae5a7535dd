import { ArmError, notSupported } from '../arm-error.ts';
import { appsIn, requireEnvironment } from '../container-apps/placement.ts';
import { refused } from '../container-apps/refusals.ts';
import { revisionsOf } from '../container-apps/revisions.ts';
import { storageProperties } from '../container-apps/storage-mounts.ts';
import { appTemplate } from '../container-apps/template-schema.ts';
import { parseBody, type ResourceKind } from './kind.ts';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const ACCOUNT_NAME = /^[a-z0-9]{3,24}$/;
const SHARE_NAME = /^(?!.*--)[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])$/;
const CONFLICT = 409;

/** The mount of an Azure Files share into an environment, which apps name in their volumes. */
export const environmentStorageKind: ResourceKind = {
  type: 'Microsoft.App/managedEnvironments/storages',
  scope: 'nested',
  lacks: ['PATCH'],
  prepare(_context, { id, body, existing }) {
    const name = id.names.at(-1) ?? '';
    if (!NAME.test(name)) {
      throw refused(
        'ManagedEnvironmentStorageInvalidName',
        `Invalid storage name '${name}'. A name must consist of lower case alphanumeric characters or '-' and start and end with an alphanumeric character.`,
      );
    }
    const { azureFile, nfsAzureFile } = parseBody(storageProperties, body.properties ?? {}, 'properties');
    if (nfsAzureFile) throw notSupported('environment storages over NFS');
    if (!azureFile) {
      throw refused(
        'ManagedEnvironmentStorageInvalid',
        `The storage '${name}' needs azureFile.`,
        'properties',
      );
    }
    const { accountKey = existing?.secrets.accountKey, accountKeyVaultProperties, ...shown } = azureFile;
    if (accountKeyVaultProperties) throw notSupported('account keys that are kept in a key vault');
    if (!ACCOUNT_NAME.test(shown.accountName) || !SHARE_NAME.test(shown.shareName)) {
      throw refused(
        'ManagedEnvironmentStorageInvalid',
        `The storage '${name}' names no share: account '${shown.accountName}', share '${shown.shareName}'.`,
        'properties.azureFile',
      );
    }
    if (!accountKey) {
      throw refused(
        'ManagedEnvironmentStorageAccountKeyRequired',
        `The storage '${name}' needs the account key of '${shown.accountName}'.`,
        'properties.azureFile.accountKey',
      );
    }
    return { properties: { azureFile: shown }, secrets: { accountKey } };
  },
  checkDelete(context, storage) {
    const environment = requireEnvironment(
      context,
      storage.id.slice(0, storage.id.lastIndexOf('/storages/')),
    );
    const templates = appsIn(context, environment)
      .flatMap((app) => revisionsOf(context, app.id))
      .map((revision) => appTemplate.parse(revision.template));
    const volumes = templates.flatMap((template) => template.volumes ?? []);
    if (!volumes.some(({ storageName }) => storageName === storage.name)) return;
    throw new ArmError(
      CONFLICT,
      'ManagedEnvironmentStorageInUse',
      `Cannot delete Managed environment storage '${storage.name}' because it's still in use.`,
    );
  },
  render: (_context, { properties }) => storageProperties.parse(properties),
};
