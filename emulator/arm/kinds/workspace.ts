import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type JsonObject, jsonObject, type Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { type Action, parseBody, type ResourceKind } from './kind.ts';
import { oneOf } from './one-of.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/;
const KEY_BYTES = 64;
const DEFAULT_RETENTION_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const SKUS = [
  'Free',
  'Standard',
  'Premium',
  'PerNode',
  'PerGB2018',
  'Standalone',
  'CapacityReservation',
  'LACluster',
] as const;

/** https://learn.microsoft.com/rest/api/loganalytics/workspaces/create-or-update */
const properties = z.object({
  sku: z.object({ name: oneOf(SKUS), capacityReservationLevel: z.number().int().nullish() }).nullish(),
  retentionInDays: z.number().int().nullish(),
  workspaceCapping: z.object({ dailyQuotaGb: z.number().nullish() }).nullish(),
  publicNetworkAccessForIngestion: oneOf(['Enabled', 'Disabled']).nullish(),
  publicNetworkAccessForQuery: oneOf(['Enabled', 'Disabled']).nullish(),
  forceCmkForQuery: z.boolean().nullish(),
  features: jsonObject.nullish(),
  defaultDataCollectionRuleResourceId: z.string().nullish(),
});

const keys: Action = (_context, workspace) => ({
  primarySharedKey: workspace.secrets.primarySharedKey,
  secondarySharedKey: workspace.secrets.secondarySharedKey,
});

const regenerateKeys: Action = (context, workspace, body) => {
  const changed = { ...workspace, secrets: newKeys() };
  context.state.resources.put(workspace.id, changed);
  return keys(context, changed, body);
};

export const workspaceKind: ResourceKind = {
  type: 'Microsoft.OperationalInsights/workspaces',
  scope: 'tracked',
  replacesTags: true,
  patchesAtOnce: true,
  pending: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
  operationUrls: { status: 'operationStatuses', result: 'operationResults' },
  prepare(context, { id, body, existing }) {
    checkName(id.names.at(-1) ?? '');
    const asked = parseBody(properties, body.properties ?? {}, 'properties');
    const { sku, retentionInDays } = asked;
    if (retentionInDays && !isRetention(retentionInDays)) {
      throw new ArmError(
        400,
        'InvalidParameter',
        "'RetentionInDays' property doesn't match the SKU limits.",
        {
          target: 'properties.retentionInDays',
        },
      );
    }
    const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null);
    const before = jsonObject.safeParse(existing?.properties.sku).data;
    const name = sku?.name ?? before?.name ?? 'PerGB2018';
    const isSameSku = before?.name === name;
    return {
      properties: {
        retentionInDays: DEFAULT_RETENTION_DAYS,
        ...existing?.properties,
        ...Object.fromEntries(given),
        customerId: existing?.properties.customerId ?? randomUUID(),
        sku: {
          ...before,
          ...sku,
          name,
          lastSkuUpdate: isSameSku ? before.lastSkuUpdate : new Date(context.clock.now()).toISOString(),
        },
      },
      secrets: existing?.secrets ?? newKeys(),
    };
  },
  render: (context, { properties, provisioningState, createdTime, changedTime }) => ({
    publicNetworkAccessForIngestion: 'Enabled',
    publicNetworkAccessForQuery: 'Enabled',
    ...properties,
    features: {
      legacy: 0,
      searchVersion: 1,
      enableLogAccessUsingOnlyResourcePermissions: true,
      ...jsonObject.safeParse(properties.features).data,
    },
    workspaceCapping: renderCapping(properties, context.clock.now()),
    provisioningState,
    createdDate: createdTime,
    modifiedDate: changedTime,
  }),
  renderEnvelope: (_context, workspace) => ({ etag: etagOf(workspace) }),
  actions: { sharedkeys: keys, listkeys: keys, regeneratesharedkey: regenerateKeys },
};

function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw new ArmError(
    400,
    'InvalidParameter',
    `Workspace name '${name}' is not valid: 4 to 63 letters, digits or hyphens, not starting or ending with a hyphen.`,
    { target: 'workspaceName' },
  );
}

/** 7 days belong to the free tier; the others keep 30 to 730. */
function isRetention(days: number): boolean {
  return days === 7 || (days >= 30 && days <= 730);
}

function renderCapping({ workspaceCapping }: JsonObject, nowMs: number): JsonObject {
  const nextMidnight = new Date((Math.floor(nowMs / DAY_MS) + 1) * DAY_MS);
  return {
    dailyQuotaGb: -1,
    ...jsonObject.safeParse(workspaceCapping).data,
    quotaNextResetTime: nextMidnight.toISOString(),
    dataIngestionStatus: 'RespectQuota',
  };
}

function etagOf({ id, changedTime }: Resource): string {
  const hash = createHash('sha256').update(`${id}${changedTime}`).digest('hex');
  return `"${hash.slice(0, 8)}-0000-0000-0000-${hash.slice(8, 20)}"`;
}

function newKeys(): Resource['secrets'] {
  return {
    primarySharedKey: randomBytes(KEY_BYTES).toString('base64'),
    secondarySharedKey: randomBytes(KEY_BYTES).toString('base64'),
  };
}
