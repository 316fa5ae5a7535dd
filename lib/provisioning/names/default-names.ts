import 'server-only';
import { eq } from 'drizzle-orm';
import { listEnvironmentStorages, listFileShares } from '@/lib/azure/group-contents';
import { listResources } from '@/lib/azure/resources';
import { type FinetuningConfig, readFinetuningConfig } from '@/lib/config/finetuning-config';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { getDatabase } from '@/lib/db/client';
import { createdResources } from '@/lib/db/schema';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { type NameParameter, topLevelTypes } from '@/lib/provisioning/names/name-parameters';

type DefaultName = { name: string; origin: 'finetuning' | 'group' };

/** What a null name means; a parameter that is absent means the template's own default. */
export type DefaultNames = Partial<Record<NameParameter, DefaultName>>;

/**
 * What null names mean for this target: what fine-tuning made there, else the one and only resource of that kind in the group.
 * An app counts only when Slipway has provisioned it for this project: another one's must never be replaced.
 * Throws the errors of Azure and of the project's config files.
 */
export async function defaultNames(
  project: Project,
  target: ProvisionTarget,
  signal?: AbortSignal,
): Promise<DefaultNames> {
  const tuned = ofTarget(await readFinetuningConfig(project), target);
  const [resources, app] = await Promise.all([
    listResources(target.subscriptionId, target.resourceGroup, signal),
    ownApp(project, target),
  ]);
  const one = (type: string) =>
    only(resources.filter((each) => each.type.toLowerCase() === type).map(({ name }) => name));
  const account = choose(tuned?.STORAGE_ACCOUNT_NAME, one(topLevelTypes.storageAccountName));
  const environment = choose(tuned?.ACA_ENVIRONMENT_NAME, one(topLevelTypes.acaEnvironmentName));
  const share = choose(
    account?.origin === 'finetuning' ? tuned?.FILE_SHARE_NAME : undefined,
    account && only(await listFileShares(target, account.name, signal)),
  );
  const mounts = environment ? await listEnvironmentStorages(target, environment.name, signal) : [];
  // A mount of another share is none of ours: Azure does not let it be pointed elsewhere.
  const fitting = mounts.filter(
    (mount) => mount.accountName === account?.name && mount.shareName === share?.name,
  );
  const mount = choose(
    environment?.origin === 'finetuning' ? tuned?.ACA_ENVIRONMENT_STORAGE_NAME : undefined,
    only(fitting.map(({ name }) => name)),
  );
  const workspace = choose(tuned?.ACA_LOG_ANALYTICS_NAME, one(topLevelTypes.acaLogAnalyticsName));
  return {
    ...(app ? { acaAppName: { name: app, origin: 'group' } } : {}),
    ...(environment ? { acaEnvironmentName: environment } : {}),
    ...(account ? { storageAccountName: account } : {}),
    ...(share ? { fileShareName: share } : {}),
    ...(mount ? { acaEnvironmentStorageName: mount } : {}),
    ...(workspace ? { acaLogAnalyticsName: workspace } : {}),
  };
}

function choose(tuned: string | undefined, inGroup: string | undefined): DefaultName | undefined {
  if (tuned) return { name: tuned, origin: 'finetuning' };
  return inGroup ? { name: inGroup, origin: 'group' } : undefined;
}

function only(names: string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

/** The app that the project's config names here, else the only one here that Slipway has recorded as its own. */
async function ownApp(project: Project, target: ProvisionTarget): Promise<string | undefined> {
  const config = ofTarget(await readInferenceConfig(project), target);
  if (config) return config.ACA_APP_NAME;
  const { orm } = await getDatabase();
  const recorded = await orm
    .select({ id: createdResources.id, name: createdResources.name })
    .from(createdResources)
    .where(eq(createdResources.project, project.id));
  const start =
    `/subscriptions/${target.subscriptionId}/resourcegroups/${target.resourceGroup}/providers/${topLevelTypes.acaAppName}/`.toLowerCase();
  return only(recorded.filter(({ id }) => id.startsWith(start)).map(({ name }) => name));
}

/** The config when it speaks of this very group. */
function ofTarget<T extends Pick<FinetuningConfig, 'SUBSCRIPTION_ID' | 'RESOURCE_GROUP_NAME'>>(
  config: T | null,
  { subscriptionId, resourceGroup }: ProvisionTarget,
): T | undefined {
  const same =
    config?.SUBSCRIPTION_ID.toLowerCase() === subscriptionId.toLowerCase() &&
    config.RESOURCE_GROUP_NAME.toLowerCase() === resourceGroup.toLowerCase();
  return same ? (config ?? undefined) : undefined;
}
