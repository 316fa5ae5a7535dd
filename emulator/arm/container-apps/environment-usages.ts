import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { appTemplate } from './app-schema.ts';
import { nodesOf, revisionsIn, usage } from './capacity.ts';
import { profilesOf, WORKLOAD_PROFILE_TYPES, type WorkloadProfile } from './workload-profiles.ts';

/** What an environment has of each category of profiles, told but not enforced. */
const QUOTAS = [
  { category: 'Consumption', name: 'Consumption Cores', limit: 100 },
  { category: 'GeneralPurpose', name: 'General Purpose Cores', limit: 100 },
  { category: 'MemoryOptimized', name: 'Memory Optimized Cores', limit: 50 },
  { category: 'Consumption-GPU-A100', name: 'Consumption NCA100 Gpus', limit: 1 },
  { category: 'Consumption-GPU-T4', name: 'Consumption T4 Gpus', limit: 1 },
] as const;
/** Every environment has it, listed or not. */
const CONSUMPTION: WorkloadProfile = { name: 'Consumption', workloadProfileType: 'Consumption' };
/** What the service gives a container that asks for no amount. */
const DEFAULT_CORES = 0.5;

/** What of an environment's quota is in use: cores of its replicas or dedicated nodes, and GPUs without nodes. */
export function renderEnvironmentUsages(context: EmulatorContext, environment: Resource): JsonObject[] {
  const dedicated = profilesOf(environment).filter(({ name }) => name !== CONSUMPTION.name);
  const used = [CONSUMPTION, ...dedicated].map((profile) => usedBy(context, environment, profile));
  return QUOTAS.map(({ category, name, limit }) => {
    const amounts = used.filter((entry) => entry.category === category).map(({ amount }) => amount);
    const total = amounts.reduce((sum, amount) => sum + amount, 0);
    return usage(
      `ManagedEnvironment${name.replaceAll(' ', '')}`,
      `Managed Environment ${name}`,
      total,
      limit,
    );
  });
}

function usedBy(
  context: EmulatorContext,
  environment: Resource,
  { name, workloadProfileType, minimumCount }: WorkloadProfile,
): { category: string; amount: number } {
  const type = WORKLOAD_PROFILE_TYPES.find((known) => known.name === workloadProfileType);
  if (!type) return { category: '', amount: 0 };
  const { category, cores, gpus } = type;
  if (!category.startsWith('Consumption')) {
    return { category, amount: nodesOf(context, environment, name, minimumCount ?? 0) * cores };
  }
  const amounts = revisionsIn(context, environment, name).map(
    (revision) => context.replicas.replicas(revision).length * (gpus || coresOf(revision)),
  );
  return { category, amount: amounts.reduce((sum, amount) => sum + amount, 0) };
}

function coresOf(revision: Revision): number {
  const { containers } = appTemplate.parse(revision.template);
  return containers.reduce((sum, { resources }) => sum + (resources?.cpu ?? DEFAULT_CORES), 0);
}
