import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { sameText } from '../resource-id.ts';
import { listAccountSas } from './account-sas.ts';
import { type Action, parseBody, type ResourceKind } from './kind.ts';
import { STORAGE_ACCOUNT } from './kind-names.ts';

const NAME = /^[a-z0-9]{3,24}$/;
const KEY_BYTES = 64;

/** The account of that name in any group: account names are unique in the whole cloud. */
function findAccount(context: EmulatorContext, name: string): Resource | undefined {
  return context.state.resources
    .values()
    .find((resource) => resource.type === STORAGE_ACCOUNT && sameText(resource.name, name));
}

/** Both keys, base64; what the file service checks signatures with. */
export function accountKeys(context: EmulatorContext, name: string): readonly string[] | undefined {
  const account = findAccount(context, name);
  return account && [account.secrets.key1 ?? '', account.secrets.key2 ?? ''];
}

/** Whether requests may be signed with the account's keys: `allowSharedKeyAccess`, and what a policy says about it. */
export function sharedKeyAllowed(context: EmulatorContext, name: string): boolean {
  return findAccount(context, name)?.properties.allowSharedKeyAccess !== false;
}

export function nameProblem(
  context: EmulatorContext,
  name: string,
): { reason: 'AccountNameInvalid' | 'AlreadyExists'; message: string } | undefined {
  if (!NAME.test(name)) {
    return {
      reason: 'AccountNameInvalid',
      message: `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
    };
  }
  if (findAccount(context, name)) {
    return { reason: 'AlreadyExists', message: `The storage account named ${name} is already taken.` };
  }
  return undefined;
}

const listKeys: Action = (_context, account) => ({
  keys: (['key1', 'key2'] as const).map((keyName) => ({
    keyName,
    value: account.secrets[keyName],
    permissions: 'Full',
    creationTime: account.createdTime,
  })),
});

const regenerateKey: Action = (context, account, body) => {
  const { keyName } = parseBody(z.looseObject({ keyName: z.enum(['key1', 'key2']) }), body);
  const changed = {
    ...account,
    secrets: { ...account.secrets, [keyName]: randomBytes(KEY_BYTES).toString('base64') },
  };
  context.state.resources.put(account.id, changed);
  return listKeys(context, changed, body);
};

export const storageAccountKind: ResourceKind = {
  type: STORAGE_ACCOUNT,
  scope: 'tracked',
  pending: { creating: 'Creating', updating: 'ResolvingDNS', deleting: 'Deleting' },
  operationUrls: { result: 'asyncoperations' },
  busy: () => ({
    code: 'StorageAccountOperationInProgress',
    message: 'An operation is currently performing on this storage account that requires exclusive access.',
  }),
  prepare(context, { id, body, existing }) {
    const name = id.names[0] ?? '';
    const problem = existing ? undefined : nameProblem(context, name);
    if (problem?.reason === 'AccountNameInvalid') throw new ArmError(400, problem.reason, problem.message);
    if (problem) throw new ArmError(409, 'StorageAccountAlreadyTaken', problem.message);
    const sku = parseBody(z.looseObject({ name: z.string() }), body.sku ?? existing?.sku, 'sku');
    return {
      sku: { ...sku, tier: sku.name.startsWith('Premium') ? 'Premium' : 'Standard' },
      kind: body.kind ?? existing?.kind ?? 'StorageV2',
      properties: { allowSharedKeyAccess: true, ...existing?.properties, ...body.properties },
      secrets: existing?.secrets ?? {
        key1: randomBytes(KEY_BYTES).toString('base64'),
        key2: randomBytes(KEY_BYTES).toString('base64'),
      },
    };
  },
  async remove(context, account) {
    for (const share of await context.files.listShares(account.name)) {
      await context.files.deleteShare(account.name, share.name);
    }
  },
  render: (context, { name, location, properties, provisioningState, createdTime }) => ({
    supportsHttpsTrafficOnly: true,
    minimumTlsVersion: 'TLS1_2',
    ...properties,
    provisioningState,
    creationTime: createdTime,
    primaryLocation: location,
    statusOfPrimary: 'available',
    primaryEndpoints: { file: context.names.fileEndpoint(name) },
  }),
  actions: { listkeys: listKeys, regeneratekey: regenerateKey, listaccountsas: listAccountSas },
};
