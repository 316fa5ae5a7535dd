import 'server-only';
import { bearBreaks } from '@/lib/azure/bear-breaks';
import type { DeploymentAddress } from '@/lib/azure/deployments';
import { listTags } from '@/lib/azure/resources';
import { addTags } from '@/lib/azure/tags';
import { toErrorInfo } from '@/lib/core/errors';
import { listCreatedHere } from '@/lib/provisioning/created-resources';
import { makerOf, ownTags } from '@/lib/provisioning/own-tags';
import type { StepContext } from '@/lib/runs/step';

type Context = Pick<StepContext<unknown>, 'project' | 'runId' | 'results' | 'signal' | 'emit'>;

/**
 * Tags what this run has made and the template has left untagged: one of the project's own may take no tags. What was there
 * before is never touched. A resource that cannot be tagged is told of, and ends no run.
 */
export async function tagCreated(context: Context, at: DeploymentAddress): Promise<void> {
  const { project, runId, signal } = context;
  const { subscriptionId } = at;
  try {
    const created = await listCreatedHere(context, at);
    if (created.length === 0) return;
    const tags = await bearBreaks(signal, () => listTags(at, signal));
    for (const { id } of created) {
      const present = tags.get(typeAndName(id));
      if (!present || makerOf(present)) continue;
      await bearBreaks(signal, () => addTags({ subscriptionId, id }, ownTags(project, runId), signal));
    }
  } catch (error) {
    signal.throwIfAborted();
    const message = `Not everything that was made could be tagged, so a teardown will leave it. ${toErrorInfo(error).message}`;
    await context.emit({ type: 'notice', level: 'warning', message });
  }
}

/** `microsoft.app/containerapps/chat` of a resource that is no other one's child; of a child, a text that none has. */
function typeAndName(id: string): string {
  return /\/providers\/(.+)$/.exec(id.toLowerCase())?.[1] ?? '';
}
