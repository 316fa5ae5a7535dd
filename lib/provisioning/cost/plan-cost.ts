import 'server-only';
import { readPrices } from '@/lib/azure/prices';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import { estimateCost } from '@/lib/provisioning/cost/estimate-cost';
import type { CostEstimate } from '@/lib/provisioning/plan/plan';

type Sized = Pick<ProvisionParameters, 'gpuProfile' | 'minimumReplicas' | 'maximumInstanceCount'>;

/** The template keeps one replica unless it is told otherwise. */
const DEFAULT_MINIMUM = 1;

/**
 * What a provision with these values costs in a region. `keepsDedicated`: a reused environment has a dedicated profile. Throws the errors of `readPrices`.
 */
export async function planCost(
  location: string,
  { gpuProfile, minimumReplicas, maximumInstanceCount }: Sized,
  keepsDedicated: boolean,
  signal?: AbortSignal,
): Promise<CostEstimate> {
  const kept = minimumReplicas ?? DEFAULT_MINIMUM;
  // The nodes of a dedicated profile are bounded by their count, which an update may take up for a while; else the app's replicas count.
  const dedicated = gpuProfile === null || gpuProfile === 'NC24-A100';
  const replicas = dedicated
    ? { least: Math.min(kept, maximumInstanceCount), most: maximumInstanceCount }
    : { least: kept, most: Math.max(1, kept) };
  return estimateCost(await readPrices(location, signal), { gpuProfile, replicas, keepsDedicated });
}
