/**
 * What a subscription may have: the answer to usages, and what writes are held to where that is said.
 * https://learn.microsoft.com/azure/container-apps/quotas
 */

/** Environments in a region; creating one more is refused. */
export const MAX_ENVIRONMENTS_IN_REGION = 15;
/** Environments in all regions; creating one more is refused. */
export const MAX_ENVIRONMENTS = 20;
/** GPUs of dedicated nodes in a region; told only. */
export const MAX_DEDICATED_A100_GPUS = 8;

/** Amounts of one environment by the category of its profiles: cores, or GPUs of replicas without nodes; told only. */
export const ENVIRONMENT_QUOTAS = [
  { category: 'Consumption', name: 'Consumption Cores', limit: 100 },
  { category: 'GeneralPurpose', name: 'General Purpose Cores', limit: 100 },
  { category: 'MemoryOptimized', name: 'Memory Optimized Cores', limit: 50 },
  { category: 'Consumption-GPU-A100', name: 'Consumption NCA100 Gpus', limit: 1 },
  { category: 'Consumption-GPU-T4', name: 'Consumption T4 Gpus', limit: 1 },
] as const;
