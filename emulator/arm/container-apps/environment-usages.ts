import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { nodesOf, revisionsIn, usage } from './capacity.ts';
import type { WorkloadProfile } from './environment-schema.ts';
import { ENVIRONMENT_QUOTAS } from './quotas.ts';
import { appTemplate } from './template-schema.ts';
import { profilesOf, WORKLOAD_PROFILE_TYPES } from './workload-profiles.ts';

/** Every environment has it, listed or not. */
const CONSUMPTION: WorkloadProfile = { name: 'Consumption', workloadProfileType: 'Consumption' };

/** What of an environment's quota is in use: cores of its replicas or dedicated nodes, and GPUs without nodes. */
export function renderEnvironmentUsages(context: EmulatorContext, environment: Resource): JsonObject[] {
  const dedicated = profilesOf(environment).filter(({ name }) => name !== CONSUMPTION.name);
  const used = [CONSUMPTION, ...dedicated].map((profile) => usedBy(context, environment, profile));
  return ENVIRONMENT_QUOTAS.map(({ category, name, limit }) => {
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
  return containers.reduce((sum, { resources }) => sum + resources.cpu, 0);
}
