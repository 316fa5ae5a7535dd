import 'server-only';
import { ContainerAppsAPIClient } from '@azure/arm-appcontainers';
import { listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

/** What ARM answers for a region in which there are no Container Apps at all. */
const NOT_OFFERED = ['NoRegisteredProviderFound', 'LocationNotAvailableForResourceType'];

export type ProfileType = {
  /** As a template names it: `NC24-A100`, `Consumption-GPU-NC8as-T4`, `Consumption`, … */
  name: string;
  /** Groups types that share a quota, such as `GPU-NC-A100`. */
  category: string;
  gpus: number;
};

/** The workload profile types that Container Apps offer in a region; none where Container Apps are not offered. */
export async function listProfileTypes(
  subscriptionId: string,
  location: string,
  signal?: AbortSignal,
): Promise<ProfileType[]> {
  const client = new ContainerAppsAPIClient(
    credentialFor(subscriptionId),
    subscriptionId,
    armClientOptions(),
  );
  try {
    const found = await listAzure('read the workload profiles of the region', signal, (options) =>
      client.availableWorkloadProfiles.list(location, options),
    );
    return found.flatMap(({ name, properties }) =>
      name ? [{ name, category: properties?.category ?? '', gpus: properties?.gpus ?? 0 }] : [],
    );
  } catch (error) {
    if (error instanceof AppError && NOT_OFFERED.includes(error.info.code)) return [];
    throw error;
  }
}
