import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { nodesOf, revisionsIn, usage } from './capacity.ts';
import type { WorkloadProfile } from './environment-schema.ts';
import { ENVIRONMENT_QUOTAS } from './quotas.ts';
import { quotaPath } from './region-usages.ts';
import { appTemplate } from './template-schema.ts';
import { profilesOf, WORKLOAD_PROFILE_TYPES } from './workload-profiles.ts';

/** Every environment has it, listed or not. */
const CONSUMPTION: WorkloadProfile = { name: 'Consumption', workloadProfileType: 'Consumption' };

/**
 * What of an environment's quota is in use: cores of its replicas or dedicated nodes, and GPUs without nodes. One that the
 * failure `quota` is armed for reads as full.
 */
export function renderEnvironmentUsages(context: EmulatorContext, environment: Resource): JsonObject[] {
  return ENVIRONMENT_QUOTAS.map(({ category, name, label, limit }) => {
    const path = `${environment.id} ${quotaPath(context, environment.location ?? '', name)}`;
    const full = context.faults.holds('quota', path);
    return usage(name, label, full ? limit : usedAmount(context, environment, category), limit);
  });
}

/** The cores or GPUs that an environment's profiles of a category have in use. */
export function usedAmount(context: EmulatorContext, environment: Resource, category: string): number {
  const others = profilesOf(environment).filter(({ name }) => name !== CONSUMPTION.name);
  const used = [CONSUMPTION, ...others].map((profile) => usedBy(context, environment, profile));
  const amounts = used.filter((entry) => entry.category === category).map(({ amount }) => amount);
  return amounts.reduce((sum, amount) => sum + amount, 0);
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
