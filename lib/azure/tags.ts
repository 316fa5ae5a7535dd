import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { callAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';

const TAG_TIMEOUT_MS = 2 * 60_000;
const POLL_INTERVAL_MS = 500;

/** Adds tags to a resource, and leaves its others as they are. Doing so twice changes nothing. */
export async function addTags(
  { subscriptionId, id }: { subscriptionId: string; id: string },
  tags: Record<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  const client = new ResourceManagementClient(
    credentialFor(subscriptionId),
    subscriptionId,
    armClientOptions(),
  );
  await callAzure(
    'tag the resource',
    signal,
    async (options) => {
      const settings = { ...options, updateIntervalInMs: POLL_INTERVAL_MS };
      await client.tagsOperations.updateAtScope(id, { operation: 'Merge', properties: { tags } }, settings);
    },
    TAG_TIMEOUT_MS,
  );
}
