/**
 * What a subscription may have: the answer to usages, and what writes are held to where that is said.
 * https://learn.microsoft.com/azure/container-apps/quotas
 */

/** Environments in a region; creating one more is refused. */
export const MAX_ENVIRONMENTS_IN_REGION = 15;
/** Environments in all regions; creating one more is refused. */
export const MAX_ENVIRONMENTS = 20;
type Quota = {
  /** Of the profiles that it is about. */
  category: string;
  name: string;
  label: string;
  limit: number;
};

/** GPUs in a region: those of dedicated nodes are held to it, others to their environment's quota. */
export const GPU_QUOTAS: readonly Quota[] = [
  { category: 'GPU-NC-A100', name: 'SubscriptionNCA100Gpus', label: 'Subscription NCA 100 Gpus', limit: 8 },
  {
    category: 'Consumption-GPU-A100',
    name: 'SubscriptionConsumptionNCA100Gpus',
    label: 'Subscription Consumption NCA 100 Gpus',
    limit: 8,
  },
  {
    category: 'Consumption-GPU-T4',
    name: 'SubscriptionConsumptionT4Gpus',
    label: 'Subscription Consumption T 4 Gpus',
    limit: 8,
  },
];

/** Amounts of one environment: cores, or GPUs of replicas without nodes. */
export const ENVIRONMENT_QUOTAS: readonly Quota[] = [
  ofEnvironment('Consumption', 'Consumption Cores', 100),
  ofEnvironment('GeneralPurpose', 'General Purpose Cores', 100),
  ofEnvironment('MemoryOptimized', 'Memory Optimized Cores', 50),
  ofEnvironment('Consumption-GPU-A100', 'Consumption NCA100 Gpus', 1),
  ofEnvironment('Consumption-GPU-T4', 'Consumption T4 Gpus', 1),
];

function ofEnvironment(category: string, amount: string, limit: number): Quota {
  const label = `Managed Environment ${amount}`;
  return { category, name: label.replaceAll(' ', ''), label, limit };
}
