import 'server-only';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { DeploymentAddress } from '@/lib/azure/deployments';
import { getDeployment } from '@/lib/azure/deployments';
import { listEnvironmentStorages, listFileShares } from '@/lib/azure/group-contents';
import { listResources } from '@/lib/azure/resources';
import type { Project } from '@/lib/config/projects';
import { settleLimited } from '@/lib/core/settle-limited';
import { getDatabase } from '@/lib/db/client';
import { createdResources, runs } from '@/lib/db/schema';
import type { StepContext } from '@/lib/runs/step';

const MAX_PARALLEL_LISTS = 4;
const ACCOUNT = 'microsoft.storage/storageaccounts';
const FILE_SERVICE = `${ACCOUNT}/fileservices`;
const SHARE = `${FILE_SERVICE}/shares`;
const ENVIRONMENT = 'microsoft.app/managedenvironments';
const STORAGE = `${ENVIRONMENT}/storages`;
/** Children that `listGroupIds` knows of; of any other one it cannot tell whether it was there before. */
const listedChildren = [SHARE, STORAGE];

type MadeResource = { id: string; resourceType: string; name: string };
export type CreatedResource = MadeResource & { runId: string | null; createdAt: string };

const checkedSchema = z.object({ existing: z.array(z.string()) });

/** The ids of what the group holds, in lower case: its resources, the accounts' shares and the environments' storages. */
export async function listGroupIds(
  at: Pick<DeploymentAddress, 'subscriptionId' | 'resourceGroup'>,
  signal?: AbortSignal,
): Promise<string[]> {
  const resources = await listResources(at.subscriptionId, at.resourceGroup, signal);
  const children = await settleLimited(resources, MAX_PARALLEL_LISTS, async ({ id, name, type }) => {
    if (type.toLowerCase() === ACCOUNT) {
      const shares = await listFileShares(at, name, signal);
      return shares.map((share) => `${id}/fileServices/default/shares/${share}`);
    }
    if (type.toLowerCase() !== ENVIRONMENT) return [];
    const storages = await listEnvironmentStorages(at, name, signal);
    return storages.map((storage) => `${id}/storages/${storage.name}`);
  });
  const failed = children.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  const ids = children.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  return [...resources.map(({ id }) => id), ...ids].map((id) => id.toLowerCase());
}

/** Writes down those of `made` that were not there when the run's check looked. Writing one down twice changes nothing. */
export async function recordCreated(
  { project, runId, results }: Pick<StepContext<unknown>, 'project' | 'runId' | 'results'>,
  made: readonly MadeResource[],
): Promise<void> {
  const checked = checkedSchema.safeParse(results.check);
  // A run that has not looked cannot tell what it made from what it reused.
  if (!checked.success) return;
  const existing = new Set(checked.data.existing);
  const created = made.filter((resource) => isNew(resource, existing));
  if (created.length === 0) return;
  const { orm } = await getDatabase();
  const createdAt = new Date();
  await orm
    .insert(createdResources)
    .values(
      created.map(({ id, resourceType, name }) => ({
        project: project.id,
        id: id.toLowerCase(),
        resourceType,
        name,
        // None where the run has gone from the database: what it made must stay on record all the same.
        runId: sql`(select ${runs.id} from ${runs} where ${runs.id} = ${runId})`,
        createdAt,
      })),
    )
    .onConflictDoNothing();
}

/** As `recordCreated`, for what a deployment that did not come to its end has left behind, finished or not. */
export async function recordLeftBehind(
  context: Pick<StepContext<unknown>, 'project' | 'runId' | 'results' | 'signal'>,
  at: DeploymentAddress,
): Promise<void> {
  const deployment = await getDeployment(at, context.signal);
  if (!deployment) return;
  const present = new Set(await listGroupIds(at, context.signal));
  await recordCreated(
    context,
    deployment.resources.filter(({ id }) => present.has(id.toLowerCase())),
  );
}

/** Of what the record has in this group, that which was not there when the run's check looked: the run has made it. */
export async function listCreatedHere(
  { project, results }: Pick<StepContext<unknown>, 'project' | 'results'>,
  { subscriptionId, resourceGroup }: DeploymentAddress,
): Promise<CreatedResource[]> {
  const checked = checkedSchema.safeParse(results.check);
  if (!checked.success) return [];
  const existing = new Set(checked.data.existing);
  const inGroup = `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/`.toLowerCase();
  const recorded = await listCreatedResources(project);
  return recorded.filter(({ id }) => id.startsWith(inGroup) && !existing.has(id));
}

/** What Slipway has made for the project and not taken down, in the order in which it was made. */
export async function listCreatedResources(project: Project): Promise<CreatedResource[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(createdResources)
    .where(eq(createdResources.project, project.id))
    .orderBy(asc(createdResources.createdAt), asc(createdResources.id));
  return rows.map(({ id, resourceType, name, runId, createdAt }) => ({
    id,
    resourceType,
    name,
    runId,
    createdAt: createdAt.toISOString(),
  }));
}

/** Takes what is gone off the record. */
export async function forgetCreated(project: Project, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { orm } = await getDatabase();
  const gone = ids.map((id) => id.toLowerCase());
  await orm
    .delete(createdResources)
    .where(and(eq(createdResources.project, project.id), inArray(createdResources.id, gone)));
}

function isNew({ id, resourceType }: MadeResource, existing: ReadonlySet<string>): boolean {
  const type = resourceType.toLowerCase();
  // It comes and goes with its account.
  if (type === FILE_SERVICE) return false;
  if (existing.has(id.toLowerCase())) return false;
  const isChild = type.split('/').length > 2;
  return !isChild || listedChildren.includes(type) || !existing.has(topLevelId(id));
}

/** `…/providers/Microsoft.App/managedEnvironments/env` of whatever is inside it. */
function topLevelId(id: string): string {
  return /^.*\/providers\/[^/]+\/[^/]+\/[^/]+/.exec(id.toLowerCase())?.[0] ?? id.toLowerCase();
}
