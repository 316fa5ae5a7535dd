import { z } from 'zod';
import { findSubscription } from '../../accounts.ts';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { isWithin, parseResourceId, sameText } from '../resource-id.ts';
import { listKeys, newAccountKeys, regenerateKey } from './account-keys.ts';
import { ACCOUNT_KINDS, ACCOUNT_SKUS, accountProperties, renderAccount } from './account-properties.ts';
import { listAccountSas } from './account-sas.ts';
import { type PutRequest, parseBody, type ResourceKind } from './kind.ts';
import { STORAGE_ACCOUNT } from './kind-names.ts';
import { oneOf } from './one-of.ts';
import { listServiceSas } from './service-sas.ts';

const NAME = /^[a-z0-9]{3,24}$/;

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

/** The id of the tenant whose tokens open the account. */
export function accountTenant(context: EmulatorContext, name: string): string {
  const { subscriptionId = '' } = parseResourceId(findAccount(context, name)?.id ?? '') ?? {};
  return (findSubscription(context, subscriptionId) ?? context.account()).tenant.id;
}

/** Whether requests may be signed with the account's keys. */
export function sharedKeyAllowed(context: EmulatorContext, name: string): boolean {
  return findAccount(context, name)?.properties.allowSharedKeyAccess !== false;
}

export type NameProblem = { reason: 'AccountNameInvalid' | 'AlreadyExists'; message: string };

/** Why a new account cannot have that name; undefined when it can. */
export function nameProblem(context: EmulatorContext, name: string): NameProblem | undefined {
  if (!NAME.test(name)) {
    return {
      reason: 'AccountNameInvalid',
      message: `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
    };
  }
  if (findAccount(context, name) || context.faults.holds('name-taken', name)) {
    return { reason: 'AlreadyExists', message: `The storage account named ${name} is already taken.` };
  }
  return undefined;
}

export const storageAccountKind: ResourceKind = {
  type: STORAGE_ACCOUNT,
  scope: 'tracked',
  replacesTags: true,
  hidesSystemData: true,
  pending: { creating: 'Creating', updating: 'ResolvingDNS', deleting: 'Deleting' },
  operationUrls: { result: 'asyncoperations' },
  busy: () => ({
    code: 'StorageAccountOperationInProgress',
    message: 'An operation is currently performing on this storage account that requires exclusive access.',
  }),
  prepare(context, request) {
    const { body, existing } = request;
    if (!existing) refuseName(context, request);
    const sku = parseBody(z.looseObject({ name: oneOf(ACCOUNT_SKUS) }), body.sku ?? existing?.sku, 'sku');
    const kind = parseBody(oneOf(ACCOUNT_KINDS), body.kind ?? existing?.kind ?? 'StorageV2', 'kind');
    refuseFixed(existing, kind, body.properties?.isHnsEnabled);
    const asked = parseBody(accountProperties, body.properties ?? {}, 'properties');
    const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null);
    return {
      sku: { name: sku.name, tier: sku.name.startsWith('Premium') ? 'Premium' : 'Standard' },
      kind,
      properties: { ...existing?.properties, ...Object.fromEntries(given) },
      secrets: existing?.secrets ?? newAccountKeys(),
    };
  },
  async remove(context, account) {
    for (const share of await context.files.listShares(account.name)) {
      await context.files.deleteShare(account.name, share.name);
    }
  },
  render: renderAccount,
  actions: {
    listkeys: listKeys,
    regeneratekey: regenerateKey,
    listaccountsas: listAccountSas,
    listservicesas: listServiceSas,
  },
};

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-storage-account-name */
function refuseName(context: EmulatorContext, { id }: PutRequest): void {
  const name = id.names[0] ?? '';
  const problem = nameProblem(context, name);
  if (problem?.reason === 'AccountNameInvalid') throw new ArmError(400, problem.reason, problem.message);
  if (!problem) return;
  const holder = findAccount(context, name);
  if (holder && isWithin(`/subscriptions/${context.account().subscription.id}`, holder.id)) {
    throw new ArmError(
      409,
      'StorageAccountInAnotherResourceGroup',
      `The account ${name} is already in another resource group in this subscription.`,
    );
  }
  throw new ArmError(409, 'StorageAccountAlreadyTaken', problem.message);
}

function refuseFixed(existing: Resource | undefined, kind: string, isHnsEnabled: unknown): void {
  if (!existing) return;
  const changed =
    kind !== existing.kind && !(existing.kind === 'Storage' && kind === 'StorageV2')
      ? 'kind'
      : isHnsEnabled === true && existing.properties.isHnsEnabled !== true
        ? 'isHnsEnabled'
        : undefined;
  if (changed === undefined) return;
  throw new ArmError(
    409,
    'AccountPropertyCannotBeUpdated',
    `The property '${changed}' was specified in the input, but it cannot be updated.`,
  );
}
