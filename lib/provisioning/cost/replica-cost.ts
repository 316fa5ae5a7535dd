import 'server-only';
import { readPrices } from '@/lib/azure/prices';
import { gpuProfiles } from '@/lib/config/parameters-schema';
import { AppError } from '@/lib/core/errors';
import { estimateCost } from '@/lib/provisioning/cost/estimate-cost';

/** What a replica costs per hour, from waiting to work. `currency` is ISO 4217. */
export type ReplicaCost = { currency: string; perHour: { least: number; most: number } };

/**
 * What one replica of a workload profile costs while it is there, by the sizes of the template. Null for another profile, and where
 * there is no public price. Throws `prices_unavailable`.
 */
export async function replicaCost(
  { location, profileType }: { location: string; profileType: string },
  signal?: AbortSignal,
): Promise<ReplicaCost | null> {
  const gpuProfile = gpuProfiles.find((name) => name.toLowerCase() === profileType.toLowerCase());
  if (!gpuProfile) return null;
  try {
    const prices = await readPrices(location, signal);
    const cost = (count: number) =>
      estimateCost(prices, { gpuProfile, replicas: { least: count, most: count }, keepsDedicated: false });
    const [one, none] = [cost(1), cost(0)];
    const perHour = {
      least: one.perHour.least - none.perHour.least,
      most: one.perHour.most - none.perHour.most,
    };
    return perHour.most > 0 ? { currency: one.currency, perHour } : null;
  } catch (error) {
    if (error instanceof AppError && error.info.code === 'prices_none') return null;
    throw error;
  }
}
