import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import type { ResourceKind } from './kind.ts';
import { STORAGE_ACCOUNT } from './kind-names.ts';

const RETENTION_DAYS = 7;

/** There is exactly one per account, and it is there from the account's first moment. */
export const fileServiceKind: ResourceKind = {
  type: `${STORAGE_ACCOUNT}/fileServices`,
  scope: 'nested',
  prepare(_context, { id, body, existing }) {
    const name = id.names.at(-1);
    if (name !== 'default') {
      throw new ArmError(400, 'InvalidResourceName', `The file service is named 'default', not '${name}'.`);
    }
    return { properties: { ...existing?.properties, ...body.properties }, secrets: {} };
  },
  render: (_context, { properties }) => ({
    shareDeleteRetentionPolicy: { enabled: true, days: RETENTION_DAYS },
    ...properties,
  }),
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
