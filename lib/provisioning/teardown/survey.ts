import 'server-only';
import { findResource } from '@/lib/azure/delete-resource';
import { listFileShares } from '@/lib/azure/group-contents';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { settleLimited } from '@/lib/core/settle-limited';
import { type CreatedResource, listCreatedResources } from '@/lib/provisioning/created-resources';
import { isOwn } from '@/lib/provisioning/own-tags';
import { inOrder } from '@/lib/provisioning/teardown/order';
import { sparingApps } from '@/lib/provisioning/teardown/sparing-apps';
import { leave, type TeardownItem, type Verdict } from '@/lib/provisioning/teardown/verdict';

const MAX_PARALLEL_LOOKS = 4;
const GROUP = 'microsoft.resources/resourcegroups';
const ACCOUNT = 'microsoft.storage/storageaccounts';

/** What a teardown of the project would do, found out without doing any of it. */
export type TeardownPlan = {
  /** In the order of deletion. */
  remove: TeardownItem[];
  /** On record and there, but not to be deleted; `reason` is a sentence. */
  leave: (TeardownItem & { reason: string })[];
  /** On record and gone already. */
  gone: TeardownItem[];
};

/** Looks at everything that Slipway made for the project. Throws the errors of Azure: half a survey is none. */
export async function surveyTeardown(project: Project, signal?: AbortSignal): Promise<TeardownPlan> {
  const recorded = await listCreatedResources(project);
  const looks = await settleLimited(recorded, MAX_PARALLEL_LOOKS, (resource) =>
    judge(project, resource, recorded, signal),
  );
  const failed = looks.find((look) => look.status === 'rejected');
  if (failed) throw failed.reason;
  const judged = looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []));
  const verdicts = await sparingApps(judged, signal);
  const having = (fate: 'remove' | 'gone') =>
    verdicts.filter((verdict) => verdict.fate === fate).map(({ item }) => item);
  return {
    remove: inOrder(having('remove')),
    leave: verdicts.flatMap(({ item, fate }) =>
      typeof fate === 'object' ? [{ ...item, reason: fate.reason }] : [],
    ),
    gone: having('gone'),
  };
}

async function judge(
  project: Project,
  { id, resourceType, name, createdAt }: CreatedResource,
  recorded: readonly CreatedResource[],
  signal?: AbortSignal,
): Promise<Verdict> {
  const item = { id, resourceType, name: name.split('/').at(-1) ?? name, createdAt };
  const type = resourceType.toLowerCase();
  if (type === GROUP) {
    return leave(item, 'A resource group is yours to delete: other people may have put something into it.');
  }
  const found = await findResource(id, signal);
  if (!found) return { item, fate: 'gone' };
  // A child carries no tags; it is as much ours as the record says.
  const taggable = type.split('/').length === 2;
  if (taggable && !isOwn(found.tags, project)) {
    return leave(
      item,
      'It has no tags of Slipway for this project, so someone else may have made it again under this name.',
    );
  }
  const others = type === ACCOUNT ? await foreignShares(id, recorded, signal) : [];
  if (others.length > 0) {
    return leave(
      item,
      `It holds file shares that Slipway did not make (${others.join(', ')}), which would go with it.`,
    );
  }
  return { item, fate: 'remove' };
}

/** The shares of an account that are not on record. */
async function foreignShares(
  accountId: string,
  recorded: readonly CreatedResource[],
  signal?: AbortSignal,
): Promise<string[]> {
  const [, subscriptionId, resourceGroup, account] =
    /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/.*\/([^/]+)$/i.exec(accountId) ?? [];
  if (!subscriptionId || !resourceGroup || !account) {
    throw new AppError('internal', {
      code: 'record_unreadable',
      message: 'The record of what Slipway made holds an id that Azure does not make.',
      action: 'Delete the resources in the Azure portal.',
    });
  }
  const shares = await listFileShares({ subscriptionId, resourceGroup }, account, signal);
  const own = new Set(recorded.map(({ id }) => id));
  return shares.filter(
    (share) => !own.has(`${accountId}/fileservices/default/shares/${share}`.toLowerCase()),
  );
}
