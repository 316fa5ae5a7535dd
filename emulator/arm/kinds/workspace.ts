import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ArmError } from '../arm-error.ts';
import { type Action, parseBody, type ResourceKind } from './kind.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/;
const KEY_BYTES = 64;
const DEFAULT_RETENTION_DAYS = 30;

const properties = z.looseObject({
  sku: z.looseObject({ name: z.string() }).nullish(),
  retentionInDays: z.number().int().nullish(),
});

const keys: Action = (_context, workspace) => ({
  primarySharedKey: workspace.secrets.primarySharedKey,
  secondarySharedKey: workspace.secrets.secondarySharedKey,
});

export const workspaceKind: ResourceKind = {
  type: 'Microsoft.OperationalInsights/workspaces',
  scope: 'tracked',
  pending: { creating: 'Creating', updating: 'Updating', deleting: 'Deleting' },
  operationUrls: { status: 'operationStatuses', result: 'operationResults' },
  prepare(context, { id, body, existing }) {
    const name = id.names.at(-1) ?? '';
    if (!NAME.test(name)) {
      throw new ArmError(
        400,
        'InvalidParameter',
        `Workspace name '${name}' is not valid: 4 to 63 letters, digits or hyphens, not starting or ending with a hyphen.`,
        { target: 'workspaceName' },
      );
    }
    const { sku, retentionInDays, ...rest } = parseBody(properties, body.properties ?? {}, 'properties');
    return {
      properties: {
        ...rest,
        customerId: existing?.properties.customerId ?? randomUUID(),
        sku: { name: sku?.name ?? 'PerGB2018', lastSkuUpdate: new Date(context.clock.now()).toISOString() },
        retentionInDays: retentionInDays ?? DEFAULT_RETENTION_DAYS,
        publicNetworkAccessForIngestion: 'Enabled',
        publicNetworkAccessForQuery: 'Enabled',
      },
      secrets: existing?.secrets ?? {
        primarySharedKey: randomBytes(KEY_BYTES).toString('base64'),
        secondarySharedKey: randomBytes(KEY_BYTES).toString('base64'),
      },
    };
  },
  render: (_context, { properties, provisioningState, createdTime, changedTime }) => ({
    ...properties,
    provisioningState,
    createdDate: createdTime,
    modifiedDate: changedTime,
  }),
  actions: { sharedkeys: keys, listkeys: keys },
};
