import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { sameText } from '../resource-id.ts';
import { storedApp } from './app-schema.ts';
import type { WorkloadProfile } from './environment-schema.ts';
import { appsIn } from './placement.ts';
import { refused } from './refusals.ts';
import { findProfileType } from './workload-profiles.ts';

const TARGET = 'workloadProfiles';

/** Checks what may become of the profiles of an environment that is there already. Throws ArmError. */
export function checkProfileChange(
  context: EmulatorContext,
  environment: Resource,
  before: WorkloadProfile[],
  after: WorkloadProfile[],
): void {
  if (before.length === 0) {
    throw refused(
      'WorkloadProfilesNotSupported',
      `The managed environment '${environment.name}' was created without workload profiles and cannot have any.`,
      TARGET,
    );
  }
  for (const { name, workloadProfileType } of after) {
    const old = before.find((profile) => sameText(profile.name, name));
    if (old && old.workloadProfileType !== workloadProfileType) {
      throw refused(
        'WorkloadProfileTypeCannotBeChanged',
        `The type of the workload profile '${name}' cannot be changed.`,
        TARGET,
      );
    }
    if (!old && findProfileType(workloadProfileType)?.category === 'GPU-NC-A100') {
      throw refused(
        'WorkloadProfileNotSupportedForUpdate',
        `A workload profile of type '${workloadProfileType}' can be added only when the environment is created.`,
        TARGET,
      );
    }
  }
  const gone = before.filter(({ name }) => !after.some((profile) => sameText(profile.name, name)));
  for (const app of appsIn(context, environment)) {
    const { workloadProfileName } = storedApp.parse(app.properties);
    if (!gone.some(({ name }) => name === workloadProfileName)) continue;
    throw refused(
      'WorkloadProfileInUse',
      `The workload profile '${workloadProfileName}' cannot be removed because the container app '${app.name}' runs on it.`,
      TARGET,
    );
  }
}
