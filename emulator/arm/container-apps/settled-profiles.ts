import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { checkProfileChange } from './check-profile-change.ts';
import type { WorkloadProfile } from './environment-schema.ts';
import { ENVIRONMENT_QUOTAS } from './quotas.ts';
import { firstDuplicate, refused } from './refusals.ts';
import { findProfileType, profilesOf } from './workload-profiles.ts';

const CONSUMPTION: WorkloadProfile = { name: 'Consumption', workloadProfileType: 'Consumption' };
const TARGET = 'workloadProfiles';

/**
 * The workload profiles that an environment gets, in the service's spelling; undefined for one of the older kind.
 * `missing` says of a type that its region lacks it. Throws ArmError.
 * https://learn.microsoft.com/azure/container-apps/workload-profiles-overview
 */
export function settledProfiles(
  context: EmulatorContext,
  asked: WorkloadProfile[] | undefined,
  existing: Resource | undefined,
  missing: (category: string) => boolean,
): WorkloadProfile[] | undefined {
  const before = existing ? profilesOf(existing) : [];
  if (!asked?.length) return before.length > 0 ? before : undefined;
  const twice = firstDuplicate(asked.map(({ name }) => name.toLowerCase()));
  if (twice !== undefined) {
    throw refused(
      'WorkloadProfileDuplicateName',
      `There is more than one workload profile named '${twice}'.`,
      TARGET,
    );
  }
  const settled = asked.map((profile) => settledProfile(profile, missing));
  const consumption = settled.some(({ workloadProfileType }) => workloadProfileType === 'Consumption');
  const profiles = consumption ? settled : [CONSUMPTION, ...settled];
  if (existing) checkProfileChange(context, existing, before, profiles);
  checkCores(profiles);
  return profiles;
}

function settledProfile(asked: WorkloadProfile, missing: (category: string) => boolean): WorkloadProfile {
  const spelled = asked.workloadProfileType.replaceAll('-', '_');
  const type = findProfileType(asked.workloadProfileType);
  if (!type || missing(type.category)) {
    throw refused('WorkloadProfileInvalidType', `Workload profile type '${spelled}' is invalid.`, TARGET);
  }
  const { name, minimumCount, maximumCount } = asked;
  if (name === '') throw refused('WorkloadProfileInvalidName', 'A workload profile needs a name.', TARGET);
  if (type.category.startsWith('Consumption')) {
    const property = minimumCount === undefined ? 'MaximumCount' : 'MinimumCount';
    if (minimumCount === undefined && maximumCount === undefined)
      return { name, workloadProfileType: type.name };
    throw refused(
      'WorkloadProfilePropertyNotSupported',
      `Workload Profile property '${property}' is not supported for ${spelled}`,
      TARGET,
    );
  }
  if (minimumCount === undefined || maximumCount === undefined) {
    throw refused(
      'WorkloadProfilePropertyRequired',
      `Workload Profile property '${minimumCount === undefined ? 'MinimumCount' : 'MaximumCount'}' is required for ${spelled}`,
      TARGET,
    );
  }
  if (minimumCount < 0 || maximumCount < Math.max(1, minimumCount)) {
    throw refused(
      'WorkloadProfileInvalidCount',
      `The workload profile '${name}' cannot have from ${minimumCount} to ${maximumCount} nodes.`,
      TARGET,
    );
  }
  return { name, workloadProfileType: type.name, minimumCount, maximumCount };
}

function checkCores(profiles: WorkloadProfile[]): void {
  for (const { category, limit } of ENVIRONMENT_QUOTAS) {
    if (category.startsWith('Consumption')) continue;
    const cores = profiles.reduce((sum, { workloadProfileType, maximumCount = 0 }) => {
      const type = findProfileType(workloadProfileType);
      return type?.category === category ? sum + type.cores * maximumCount : sum;
    }, 0);
    if (cores <= limit) continue;
    throw refused(
      'WorkloadProfileMaximumCoresConstraint',
      `The maximum cores ${cores} of the environment's ${category} workload profiles cannot be more than ${limit}.`,
      TARGET,
    );
  }
}
