import { z } from 'zod';
import { jsonObject, type Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { parseResourceId, resourceId } from '../resource-id.ts';
import { parseBody, type ResourceKind } from './kind.ts';
import { STORAGE_ACCOUNT } from './kind-names.ts';

/** https://learn.microsoft.com/rest/api/storagerp/file-services/set-service-properties */
const properties = z.object({
  cors: z.object({ corsRules: z.array(jsonObject).nullish() }).nullish(),
  protocolSettings: jsonObject.nullish(),
  shareDeleteRetentionPolicy: z
    .object({ enabled: z.boolean().nullish(), days: z.number().int().min(0).max(365).nullish() })
    .nullish(),
});

/** There is exactly one per account, and it is there from the account's first moment. */
export const fileServiceKind: ResourceKind = {
  type: `${STORAGE_ACCOUNT}/fileServices`,
  scope: 'nested',
  lacks: ['PATCH', 'DELETE'],
  hidesSystemData: true,
  prepare(_context, { id, body, existing }) {
    const name = id.names.at(-1);
    if (name !== 'default') {
      throw new ArmError(400, 'InvalidResourceName', `The file service is named 'default', not '${name}'.`);
    }
    const asked = parseBody(properties, body.properties ?? {}, 'properties');
    const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null);
    return { properties: { ...existing?.properties, ...Object.fromEntries(given) }, secrets: {} };
  },
  render: (_context, { properties }) => {
    const { shareDeleteRetentionPolicy: policy, ...rest } = properties;
    return {
      protocolSettings: { smb: {} },
      cors: { corsRules: [] },
      ...rest,
      // A deleted share is gone at once here, so the policy is off until somebody sets it.
      shareDeleteRetentionPolicy: { enabled: false, days: 0, ...jsonObject.safeParse(policy).data },
    };
  },
  renderEnvelope(context, { id }) {
    const parsed = parseResourceId(id);
    if (!parsed) return {};
    const { subscriptionId, resourceGroup, names } = parsed;
    const account = resourceId(subscriptionId, resourceGroup, STORAGE_ACCOUNT, names.slice(0, 1));
    return { sku: context.state.resources.get(account.id)?.sku };
  },
  async find(context, id) {
    if (id.names.at(-1)?.toLowerCase() !== 'default') return undefined;
    return context.state.resources.get(id.id) ?? fresh(id.id);
  },
  async list(context, parentId) {
    const id = `${parentId}/fileServices/default`;
    return [context.state.resources.get(id) ?? fresh(id)];
  },
};

function fresh(id: string): Resource {
  return {
    id,
    type: fileServiceKind.type,
    name: 'default',
    properties: {},
    secrets: {},
    provisioningState: 'Succeeded',
    createdTime: '',
    changedTime: '',
  };
}
