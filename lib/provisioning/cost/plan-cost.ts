import 'server-only';
import { readPrices } from '@/lib/azure/prices';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import { estimateCost } from '@/lib/provisioning/cost/estimate-cost';
import type { CostEstimate } from '@/lib/provisioning/plan/plan';

type Sized = Pick<ProvisionParameters, 'gpuProfile' | 'minimumReplicas' | 'maximumInstanceCount'>;

/** The template keeps one replica unless it is told otherwise. */
const DEFAULT_MINIMUM = 1;

/** What a provision with these values costs in a region. Throws the errors of `readPrices`. */
export async function planCost(
  location: string,
  { gpuProfile, minimumReplicas, maximumInstanceCount }: Sized,
  signal?: AbortSignal,
): Promise<CostEstimate> {
  const least = minimumReplicas ?? DEFAULT_MINIMUM;
  const replicas = { least, most: Math.max(least, maximumInstanceCount) };
  return estimateCost(await readPrices(location, signal), { gpuProfile, replicas });
}
