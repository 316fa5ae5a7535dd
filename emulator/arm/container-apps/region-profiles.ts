const DEDICATED_A100 = 'GPU-NC-A100';
const SERVERLESS_A100 = 'Consumption-GPU-A100';
const SERVERLESS_T4 = 'Consumption-GPU-T4';
/** What every region has. */
const EVERYWHERE = ['Consumption', 'GeneralPurpose', 'MemoryOptimized'];

/**
 * The categories of GPU profiles by region: https://learn.microsoft.com/azure/container-apps/gpu-serverless-overview and
 * …/workload-profiles-overview. In Azure `eastus` has no dedicated ones; here it does.
 */
const GPUS_OF_REGIONS: Record<string, readonly string[]> = {
  eastus: [DEDICATED_A100, SERVERLESS_A100, SERVERLESS_T4],
  westus3: [DEDICATED_A100, SERVERLESS_A100, SERVERLESS_T4],
  northeurope: [DEDICATED_A100],
  australiaeast: [SERVERLESS_A100, SERVERLESS_T4],
  brazilsouth: [SERVERLESS_A100, SERVERLESS_T4],
  canadacentral: [SERVERLESS_A100, SERVERLESS_T4],
  italynorth: [SERVERLESS_A100, SERVERLESS_T4],
  swedencentral: [SERVERLESS_A100, SERVERLESS_T4],
  westus: [SERVERLESS_A100, SERVERLESS_T4],
  centralindia: [SERVERLESS_T4],
  francecentral: [SERVERLESS_T4],
  japaneast: [SERVERLESS_T4],
  northcentralus: [SERVERLESS_T4],
  southcentralus: [SERVERLESS_T4],
  southeastasia: [SERVERLESS_T4],
  westeurope: [SERVERLESS_T4],
  westus2: [SERVERLESS_T4],
};

/** Whether a region has workload profiles of a category. */
export function regionHas(location: string, category: string): boolean {
  return EVERYWHERE.includes(category) || (GPUS_OF_REGIONS[location] ?? []).includes(category);
}
