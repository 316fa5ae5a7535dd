import 'server-only';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { listProfileTypes } from '@/lib/azure/workload-profiles';
import { settleLimited } from '@/lib/core/settle-limited';
import { singleton } from '@/lib/core/singleton';

/** One request per region, so that a list of sixty is read in a second or two without being throttled. */
const REGIONS_AT_ONCE = 12;
/** A select must not wait for a region that does not answer. */
const PROFILES_TIMEOUT_MS = 8_000;
/** Regions gain profiles over months. */
const PROFILES_KEPT_MS = 10 * 60_000;
const MAX_KEPT = 1_000;

export type Location = {
  name: string;
  displayName: string;
  /** Names of the workload profile types that the region offers; null where that could not be found out. */
  profileTypes: string[] | null;
};

/** The regions that a subscription can use, by display name, with what they offer; groupings of regions are left out. */
export async function listLocations(subscriptionId: string, signal?: AbortSignal): Promise<Location[]> {
  const client = new SubscriptionClient(credentialFor(subscriptionId), armClientOptions());
  const found = await listAzure('list locations', signal, (options) =>
    client.subscriptions.listLocations(subscriptionId, options),
  );
  const regions = found
    .flatMap(({ name, displayName, metadata }) =>
      name && metadata?.regionType !== 'Logical' ? [{ name, displayName: displayName || name }] : [],
    )
    .sort((a, b) => a.displayName.localeCompare(b.displayName));
  const bounded = AbortSignal.any([AbortSignal.timeout(PROFILES_TIMEOUT_MS), ...(signal ? [signal] : [])]);
  const offers = await settleLimited(regions, REGIONS_AT_ONCE, ({ name }) =>
    profileNames(subscriptionId, name, bounded),
  );
  signal?.throwIfAborted();
  return regions.map((region, index) => {
    const offer = offers[index];
    return { ...region, profileTypes: offer?.status === 'fulfilled' ? offer.value : null };
  });
}

async function profileNames(
  subscriptionId: string,
  location: string,
  signal: AbortSignal,
): Promise<string[]> {
  const kept = singleton('azure.profile-names', () => new Map<string, { names: string[]; until: number }>());
  const key = `${subscriptionId.toLowerCase()}/${location}`;
  const known = kept.get(key);
  if (known && known.until > Date.now()) return known.names;
  const names = (await listProfileTypes(subscriptionId, location, signal)).map(({ name }) => name);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, { names, until: Date.now() + PROFILES_KEPT_MS });
  return names;
}
