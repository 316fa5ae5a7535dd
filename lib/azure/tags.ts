import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { callLong } from '@/lib/azure/call-long';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';

const PACE = { timeoutMs: 2 * 60_000, pollIntervalMs: 500 };

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
  await callLong(client, 'tag the resource', signal, PACE, async (options) => {
    await client.tagsOperations.updateAtScope(id, { operation: 'Merge', properties: { tags } }, options);
  });
}
