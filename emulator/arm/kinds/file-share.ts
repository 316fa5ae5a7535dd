import { z } from 'zod';
import type { ShareInfo } from '../../files/files-service.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { parseResourceId } from '../resource-id.ts';
import { parseBody, type ResourceKind } from './kind.ts';
import { STORAGE_ACCOUNT } from './kind-names.ts';

const NAME = /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const MAX_QUOTA_GIB = 102_400;
const DEFAULT_QUOTA_GIB = 5120;

const properties = z.looseObject({
  shareQuota: z.number().int().min(1).max(MAX_QUOTA_GIB).nullish(),
  accessTier: z.string().nullish(),
  enabledProtocols: z.string().nullish(),
});

/** Shares also come and go through the data plane, so the file service holds the truth about which exist. */
export const fileShareKind: ResourceKind = {
  type: `${STORAGE_ACCOUNT}/fileServices/shares`,
  scope: 'nested',
  prepare(_context, { id, body, existing }) {
    const name = id.names.at(-1) ?? '';
    if (!NAME.test(name)) {
      throw new ArmError(
        400,
        'InvalidResourceName',
        `The share name '${name}' is not valid: 3 to 63 lower-case letters, digits and single hyphens, starting and ending with a letter or digit.`,
      );
    }
    const asked = parseBody(properties, body.properties ?? {}, 'properties');
    const shareQuota = asked.shareQuota ?? existing?.properties.shareQuota ?? DEFAULT_QUOTA_GIB;
    return { properties: { ...existing?.properties, ...asked, shareQuota }, secrets: {} };
  },
  async complete(context, share) {
    const quota = z.number().parse(share.properties.shareQuota);
    await context.files.createShare(accountOf(share.id), share.name, quota);
  },
  async remove(context, share) {
    await context.files.deleteShare(accountOf(share.id), share.name);
  },
  render: (_context, { properties, changedTime }) => ({
    accessTier: 'TransactionOptimized',
    enabledProtocols: 'SMB',
    leaseState: 'Available',
    leaseStatus: 'Unlocked',
    lastModifiedTime: changedTime,
    ...properties,
  }),
  async find(context, id) {
    const [account = '', , name = ''] = id.names;
    const share = (await context.files.listShares(account)).find((candidate) => candidate.name === name);
    return share && { ...fromShare(id.id, share), ...context.state.resources.get(id.id) };
  },
  async list(context, parentId) {
    const shares = await context.files.listShares(accountOf(parentId));
    return shares.map((share) => {
      const id = `${parentId}/shares/${share.name}`;
      return { ...fromShare(id, share), ...context.state.resources.get(id) };
    });
  },
};

function accountOf(id: string): string {
  return parseResourceId(id)?.names[0] ?? '';
}

function fromShare(id: string, share: ShareInfo): Resource {
  const changed = new Date(share.lastModified).toISOString();
  return {
    id,
    type: fileShareKind.type,
    name: share.name,
    properties: { shareQuota: share.quotaGiB },
    secrets: {},
    provisioningState: 'Succeeded',
    createdTime: changed,
    changedTime: changed,
  };
}
