import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { callAzure } from '@/lib/azure/call';
import { callLong } from '@/lib/azure/call-long';
import { armClientOptions } from '@/lib/azure/cloud';
import { isMissing } from '@/lib/azure/missing';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

const POLL_INTERVAL_MS = 1_000;

/** Generic requests must name a version of the resource's own provider. By lower-case namespace. */
const API_VERSIONS: Readonly<Record<string, string>> = {
  'microsoft.app': '2025-01-01',
  'microsoft.operationalinsights': '2022-10-01',
  'microsoft.storage': '2023-01-01',
};

export type FoundResource = { tags: Record<string, string> };

/** A resource by its id; null when it is not there. */
export async function findResource(id: string, signal?: AbortSignal): Promise<FoundResource | null> {
  try {
    const found = await callAzure('read the resource', signal, (options) =>
      clientOf(id).resources.getById(id, versionOf(id), options),
    );
    return { tags: found.tags ?? {} };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Deletes a resource and waits, at most `limitMs`, until it is gone; one that is gone already is none to delete. */
export async function deleteResource(id: string, limitMs: number, signal?: AbortSignal): Promise<void> {
  try {
    const client = clientOf(id);
    const pace = { timeoutMs: limitMs, pollIntervalMs: POLL_INTERVAL_MS };
    await callLong(client, 'delete the resource', signal, pace, async (options) => {
      await client.resources.deleteById(id, versionOf(id), options);
    });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function clientOf(id: string): ResourceManagementClient {
  const subscriptionId = /^\/subscriptions\/([^/]+)\//i.exec(id)?.[1] ?? '';
  return new ResourceManagementClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}

function versionOf(id: string): string {
  const namespace = /.*\/providers\/([^/]+)\//i.exec(id)?.[1]?.toLowerCase() ?? '';
  const version = API_VERSIONS[namespace];
  if (version) return version;
  throw new AppError('bad_input', {
    code: 'resource_not_ours',
    message: `Slipway makes nothing of the kind ${namespace || 'of this id'}, so it deletes none.`,
    action: 'Delete the resource in the Azure portal.',
  });
}
