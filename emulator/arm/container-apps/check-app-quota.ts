import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { usedAmount } from './environment-usages.ts';
import { ENVIRONMENT_QUOTAS, GPU_QUOTAS } from './quotas.ts';
import { refused } from './refusals.ts';
import { quotaPath } from './region-usages.ts';
import { type AppTemplate, DEFAULT_MIN_REPLICAS } from './template-schema.ts';
import { profileTypeOf } from './workload-profiles.ts';

/**
 * Holds the replicas that a new app has at least, on profiles without nodes, to what its environment has room for.
 * Throws ArmError.
 */
export function checkAppQuota(
  context: EmulatorContext,
  id: string,
  environment: Resource,
  profileName: string | undefined,
  template: AppTemplate,
): void {
  const { category, gpus } = profileTypeOf(environment, profileName);
  const quota = [...ENVIRONMENT_QUOTAS, ...GPU_QUOTAS].find((each) => each.category === category);
  const path = quotaPath(context, environment.location ?? '', quota?.name ?? '');
  const full = context.faults.strikes('quota', `${id} ${path}`);
  const cores = template.containers.reduce((sum, { resources }) => sum + resources.cpu, 0);
  const asked = (template.scale.minReplicas ?? DEFAULT_MIN_REPLICAS) * (gpus || cores);
  const room = (quota?.limit ?? 0) - usedAmount(context, environment, category);
  if (!full && (!category.startsWith('Consumption') || asked <= room)) return;
  throw refused(
    'ContainerAppQuotaExceeded',
    'Maximum Allowed Cores exceeded for the Managed Environment. Please check https://learn.microsoft.com/en-us/azure/container-apps/quotas for resource limits',
  );
}
