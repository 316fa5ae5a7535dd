import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ShareInfo } from '../../files/files-service.ts';
import { jsonObject, type Resource } from '../../state/models.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { parseResourceId } from '../resource-id.ts';
import { parseBody, type ResourceKind } from './kind.ts';
import { STORAGE_ACCOUNT } from './kind-names.ts';
import { oneOf } from './one-of.ts';

const NAME = /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const MAX_QUOTA_GIB = 102_400;
const DEFAULT_QUOTA_GIB = 5120;
const ETAG_LENGTH = 15;

/** https://learn.microsoft.com/rest/api/storagerp/file-shares/create */
const properties = z.object({
  shareQuota: z.number().int().min(1).max(MAX_QUOTA_GIB).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  accessTier: oneOf(['TransactionOptimized', 'Hot', 'Cool', 'Premium']).nullish(),
  enabledProtocols: oneOf(['SMB', 'NFS']).nullish(),
  signedIdentifiers: z.array(jsonObject).nullish(),
});

const stored = z.looseObject({
  shareQuota: z.number(),
  metadata: z.record(z.string(), z.string()).optional(),
});

/** Shares also come and go through the data plane, so the file service holds the truth about which exist. */
export const fileShareKind: ResourceKind = {
  type: `${STORAGE_ACCOUNT}/fileServices/shares`,
  scope: 'nested',
  missing: { code: 'ShareNotFound', message: 'The specified share does not exist.' },
  hidesSystemData: true,
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
    if (asked.enabledProtocols === 'NFS') throw notSupported('shares with the protocol NFS');
    const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null);
    return {
      properties: {
        shareQuota: DEFAULT_QUOTA_GIB,
        ...existing?.properties,
        ...Object.fromEntries(given),
      },
      secrets: {},
    };
  },
  async complete(context, share) {
    const { shareQuota: quotaGiB, metadata } = stored.parse(share.properties);
    const change = { quotaGiB, ...(metadata && { metadata }) };
    await context.files.createShare(accountOf(share.id), share.name, change);
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
  renderEnvelope: (_context, share) => ({ etag: etagOf(share) }),
  async find(context, id) {
    const [account = '', , name = ''] = id.names;
    const share = (await context.files.listShares(account)).find((candidate) => candidate.name === name);
    return share && merged(id.id, share, context.state.resources.get(id.id));
  },
  async list(context, parentId) {
    const shares = await context.files.listShares(accountOf(parentId));
    return shares.map((share) => {
      const id = `${parentId}/shares/${share.name}`;
      return merged(id, share, context.state.resources.get(id));
    });
  },
  actions: {
    lease() {
      throw notSupported('leases of shares');
    },
    restore() {
      throw notSupported('restoring a deleted share: it is gone at once');
    },
  },
};

/** The account's name in the id of something of it; empty for another text. */
export function accountOf(id: string): string {
  return parseResourceId(id)?.names[0] ?? '';
}

/** What the file service knows of a share, and what only its document says (the access tier for one). */
function merged(id: string, share: ShareInfo, document: Resource | undefined): Resource {
  const changed = new Date(share.lastModified).toISOString();
  return {
    id: document?.id ?? id,
    type: fileShareKind.type,
    name: share.name,
    properties: {
      ...document?.properties,
      shareQuota: share.quotaGiB,
      ...(Object.keys(share.metadata).length > 0 && { metadata: share.metadata }),
    },
    secrets: {},
    provisioningState: 'Succeeded',
    createdTime: document?.createdTime ?? changed,
    changedTime: changed,
  };
}

function etagOf({ properties, changedTime }: Resource): string {
  const content = JSON.stringify([changedTime, properties]);
  const hash = createHash('sha256').update(content).digest('hex').toUpperCase();
  return `"0x${hash.slice(0, ETAG_LENGTH)}"`;
}
