import { z } from 'zod';
import { type JsonObject, jsonObject, type Resource } from '../../state/models.ts';
import { CONTAINER_APP, MANAGED_ENVIRONMENT, STORAGE_ACCOUNT } from '../kinds/kind-names.ts';
import { mergePatch } from '../merge-patch.ts';
import { newestApiVersion } from '../newest-api-version.ts';
import { sameText } from '../resource-id.ts';
import type { TemplateWriter } from './template-writer.ts';

/** What a resource has to do with other exported ones. */
export type Links = {
  /** They must be there before it. */
  needs: Resource[];
  /** What the template says beside the resource's own properties: names and secrets that the others tell. */
  added: JsonObject;
};

const WORKSPACE = 'Microsoft.OperationalInsights/workspaces';
const environment = z.object({
  appLogsConfiguration: z.object({ logAnalyticsConfiguration: z.object({ customerId: z.string() }) }),
});
const storage = z.object({ azureFile: z.object({ accountName: z.string(), shareName: z.string() }) });
const app = z.object({
  environmentId: z.string(),
  template: z.object({ volumes: z.array(z.object({ storageName: z.string().nullish() })).nullish() }),
});

/** What ties a resource to others of the group. */
export function linksOf(resource: Resource, exported: readonly Resource[], writer: TemplateWriter): Links {
  switch (resource.type) {
    case CONTAINER_APP:
      return linksOfApp(resource, writer);
    case MANAGED_ENVIRONMENT:
      return linksOfEnvironment(resource, exported, writer);
    case `${MANAGED_ENVIRONMENT}/storages`:
      return linksOfStorage(resource, exported, writer);
    default:
      return { needs: [], added: {} };
  }
}

function linksOfApp({ properties }: Resource, writer: TemplateWriter): Links {
  const { data } = app.safeParse(properties);
  if (!data) return { needs: [], added: {} };
  const storages = (data.template.volumes ?? []).map(
    ({ storageName }) => `${data.environmentId}/storages/${storageName}`,
  );
  return { needs: [data.environmentId, ...storages].flatMap((id) => writer.find(id) ?? []), added: {} };
}

/** The key of its workspace is asked of the workspace, where that is exported with it. */
function linksOfEnvironment(
  { properties }: Resource,
  exported: readonly Resource[],
  writer: TemplateWriter,
): Links {
  const { data } = environment.safeParse(properties);
  const customerId = data?.appLogsConfiguration.logAnalyticsConfiguration.customerId;
  const workspace = exported.find(
    (each) => each.type === WORKSPACE && each.properties.customerId === customerId,
  );
  if (!workspace) return { needs: [], added: {} };
  const arguments_ = `${writer.idOf(workspace)}, '${newestApiVersion(WORKSPACE)}'`;
  const logAnalyticsConfiguration = {
    customerId: `[reference(${arguments_}).customerId]`,
    sharedKey: `[listKeys(${arguments_}).primarySharedKey]`,
  };
  return { needs: [workspace], added: { appLogsConfiguration: { logAnalyticsConfiguration } } };
}

/** The key of its account is asked of the account, where that is exported with it. */
function linksOfStorage(
  { properties }: Resource,
  exported: readonly Resource[],
  writer: TemplateWriter,
): Links {
  const { data } = storage.safeParse(properties);
  const account = exported.find(
    ({ type, name }) => type === STORAGE_ACCOUNT && sameText(name, data?.azureFile.accountName ?? ''),
  );
  if (!data || !account) return { needs: [], added: {} };
  const share = writer.find(`${account.id}/fileServices/default/shares/${data.azureFile.shareName}`);
  const accountKey = `[listKeys(${writer.idOf(account)}, '${newestApiVersion(STORAGE_ACCOUNT)}').keys[0].value]`;
  return {
    needs: [account, ...(share ? [share] : [])],
    added: { azureFile: { accountName: writer.nameOf(account), accountKey } },
  };
}

/** A resource's properties as the template has them. */
export function writtenProperties(properties: unknown, { added }: Links, writer: TemplateWriter): JsonObject {
  return mergePatch(jsonObject.parse(writer.value(properties ?? {})), added);
}
