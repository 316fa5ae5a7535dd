import 'server-only';
import { deleteResource } from '@/lib/azure/delete-resource';
import { sleep } from '@/lib/core/clock';
import { AppError, type ErrorInfo, toErrorInfo } from '@/lib/core/errors';
import { forgetCreated } from '@/lib/provisioning/created-resources';
import type { TeardownItem } from '@/lib/provisioning/teardown/verdict';
import type { StepContext } from '@/lib/runs/step';

/** An environment has been seen to take a quarter of an hour. */
const RESOURCE_LIMIT_MS = 30 * 60_000;
/** Azure lets go of a deleted app a moment after it says so: what depended on it is refused until then. */
const MAX_ATTEMPTS = 4;
const RETRY_DELAY_MS = 2_000;

type Context = Pick<StepContext<unknown>, 'project' | 'signal' | 'emit'>;

/**
 * Deletes the resources one after the other, and tells of each. One that will not go keeps no other from going. Throws
 * `teardown_incomplete` with the names of those that are left.
 */
export async function removeAll(context: Context, items: readonly TeardownItem[]): Promise<void> {
  for (const item of items) await tell(context, item, 'waiting', 0);
  const stuck: { name: string; error: ErrorInfo }[] = [];
  let done = 0;
  for (const item of items) {
    context.signal.throwIfAborted();
    const error = await remove(context, item);
    if (error) stuck.push({ name: item.name, error });
    else done++;
    const progress = { done, total: items.length, unit: 'resources' } as const;
    await context.emit({ type: 'step.progress', step: 'delete', ...progress });
  }
  const [first] = stuck;
  if (!first) return;
  throw new AppError('conflict', {
    code: 'teardown_incomplete',
    message: `${stuck.map(({ name }) => name).join(', ')} could not be deleted. ${first.error.message}`,
    action: `${first.error.action} Then take down what is left: it is listed again.`,
  });
}

/** What kept the resource from going; undefined when it is gone. */
async function remove(context: Context, item: TeardownItem): Promise<ErrorInfo | undefined> {
  const startedAt = Date.now();
  await tell(context, item, 'running', 0);
  for (let attempt = 1; ; attempt++) {
    try {
      await deleteResource(item.id, RESOURCE_LIMIT_MS, context.signal);
      await forgetCreated(context.project, [item.id]);
      await tell(context, item, 'succeeded', Date.now() - startedAt);
      return undefined;
    } catch (error) {
      context.signal.throwIfAborted();
      if (attempt < MAX_ATTEMPTS && mayPass(error)) {
        await sleep(RETRY_DELAY_MS * attempt, context.signal);
        continue;
      }
      const info = toErrorInfo(error);
      await tell(context, item, 'failed', Date.now() - startedAt, info);
      return info;
    }
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  // It has had all the time that one resource may take; the others are not to wait for it again.
  if (error.info.code === 'azure_timeout') return false;
  return ['conflict', 'unavailable', 'throttled', 'timeout'].includes(error.kind);
}

async function tell(
  context: Context,
  { id, resourceType, name }: TeardownItem,
  state: 'waiting' | 'running' | 'succeeded' | 'failed',
  elapsedMs: number,
  error?: ErrorInfo,
): Promise<void> {
  const row = { id, resourceType, name, state, elapsedMs, ...(error && { error }) };
  await context.emit({ type: 'resource.changed', ...row });
}
