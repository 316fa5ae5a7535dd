import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { type JsonObject, jsonObject } from '../../state/models.ts';
import { notSupported } from '../arm-error.ts';
import { pageOf, queryOf } from '../http.ts';
import { accountOf, fileShareKind } from '../kinds/file-share.ts';
import { STORAGE_ACCOUNT } from '../kinds/kind-names.ts';
import { listResources, requireResource } from '../lookup.ts';
import { renderResource } from '../render.ts';
import { resourceId } from '../resource-id.ts';

const FILE_SERVICE = `${STORAGE_ACCOUNT}/fileServices`;
/** Of a whole account: https://learn.microsoft.com/azure/storage/files/storage-files-scale-targets */
const ACCOUNT_LIMITS = {
  maxFileShares: 50,
  maxProvisionedStorageGiB: 262_144,
  maxProvisionedIOPS: 102_400,
  maxProvisionedBandwidthMiBPerSec: 10_340,
};
const FILE_SHARE_LIMITS = {
  minProvisionedStorageGiB: 32,
  maxProvisionedStorageGiB: 262_144,
  minProvisionedIOPS: 500,
  maxProvisionedIOPS: 102_400,
  minProvisionedBandwidthMiBPerSec: 60,
  maxProvisionedBandwidthMiBPerSec: 10_340,
  guardrailIOScalar: 5,
  guardrailBandwidthScalar: 5,
};

/** What is asked of shares beyond reading and writing one: parts of the list, its size, and an account's usage. */
export function addFileShareRoutes(app: Hono, context: EmulatorContext): void {
  const account =
    '/subscriptions/:subscription/resourcegroups/:group/providers/microsoft.storage/storageaccounts/:account';
  const shares = `${account}/fileservices/:service/shares`;

  const requireService = (c: Context) => {
    const { subscription = '', group = '', account: name = '', service = 'default' } = c.req.param();
    return requireResource(context, resourceId(subscription, group, FILE_SERVICE, [name, service]));
  };

  app.get(shares, async (c) => {
    const { id } = await requireService(c);
    refuseSnapshots(c);
    const prefix = queryOf(c, '$filter') ?? '';
    const all = await listResources(context, fileShareKind, id);
    const found = all.filter(({ name }) => name.startsWith(prefix));
    const values = found.map((share) => renderResource(context, share));
    return c.json(pageOf(c, values, '$maxpagesize'));
  });
  app.use(`${shares}/:share`, async (c, next) => {
    refuseSnapshots(c);
    await next();
  });
  app.get(`${shares}/:share`, async (c, next) => {
    if (!expands(c, 'stats')) return next();
    const { subscription, group, account: name, service, share: shareName } = c.req.param();
    const id = resourceId(subscription, group, fileShareKind.type, [name, service, shareName]);
    const share = await requireResource(context, id);
    const shareUsageBytes = await context.files.countShareBytes(accountOf(share.id), share.name);
    const { properties, ...rest } = renderResource(context, share);
    return c.json({ ...rest, properties: { ...jsonObject.parse(properties), shareUsageBytes } });
  });

  app.get(`${account}/fileservices/:service/usages`, async (c) =>
    c.json(pageOf(c, [await renderUsage(context, await requireService(c))])),
  );
  app.get(`${account}/fileservices/:service/usages/default`, async (c) =>
    c.json(await renderUsage(context, await requireService(c))),
  );
}

/** https://learn.microsoft.com/rest/api/storagerp/file-services/get-service-usage */
async function renderUsage(context: EmulatorContext, { id }: { id: string }): Promise<JsonObject> {
  const shares = await context.files.listShares(accountOf(id));
  return {
    id: `${id}/usages/default`,
    name: 'default',
    type: `${FILE_SERVICE}/usages`,
    properties: {
      storageAccountLimits: ACCOUNT_LIMITS,
      fileShareLimits: FILE_SHARE_LIMITS,
      storageAccountUsage: {
        liveShares: {
          fileShareCount: shares.length,
          provisionedStorageGiB: shares.reduce((sum, { quotaGiB }) => sum + quotaGiB, 0),
          provisionedIOPS: 0,
          provisionedBandwidthMiBPerSec: 0,
        },
        softDeletedShares: {
          fileShareCount: 0,
          provisionedStorageGiB: 0,
          provisionedIOPS: 0,
          provisionedBandwidthMiBPerSec: 0,
        },
      },
    },
  };
}

function refuseSnapshots(c: Context): void {
  if (expands(c, 'snapshots') || c.req.header('x-ms-snapshot')) throw notSupported('snapshots of shares');
}

function expands(c: Context, part: string): boolean {
  const parts = (queryOf(c, '$expand') ?? '').toLowerCase().split(',');
  return parts.some((name) => name.trim() === part);
}
