import type { EmulatorContext } from '../../context.ts';
import { notSupported } from '../arm-error.ts';
import { checkContainer } from './check-container.ts';
import { checkResources } from './check-resources.ts';
import { checkScale } from './check-scale.ts';
import { checkVolumes } from './check-volumes.ts';
import { checkRange, firstDuplicate, invalidField, refused } from './refusals.ts';
import type { Surroundings } from './surroundings.ts';
import type { AppTemplate } from './template-schema.ts';

const SUFFIX = /^(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const MAX_REVISION_NAME_LENGTH = 54;
const MAX_GRACE_SECONDS = 600;

/** Checks what a revision would be made of. Throws ArmError, with the service's code where it is known. */
export function checkTemplate(
  context: EmulatorContext,
  template: AppTemplate,
  surroundings: Surroundings,
): void {
  const { appName, environment, profileName, secrets } = surroundings;
  const { containers, initContainers = [], terminationGracePeriodSeconds: graceSeconds } = template;
  if (containers.length === 0) {
    throw refused('ContainerAppCreateMustContainContainer', 'A container app must have a container.');
  }
  if (template.serviceBinds?.length) throw notSupported('service binds');
  checkSuffix(appName, template.revisionSuffix);
  const twice = firstDuplicate([...containers, ...initContainers].map(({ name }) => name));
  if (twice !== undefined) {
    throw invalidField(`template.containers.${twice}.name`, `Duplicate value: "${twice}"`);
  }
  checkRange('template.terminationGracePeriodSeconds', graceSeconds, 0, MAX_GRACE_SECONDS);
  checkVolumes(context, template.volumes ?? [], environment, secrets);
  const volumeNames = new Set(template.volumes?.map(({ name }) => name));
  for (const container of containers) checkContainer('containers', container, volumeNames, surroundings);
  for (const container of initContainers) {
    checkContainer('initContainers', container, volumeNames, surroundings);
  }
  checkResources(containers, environment, profileName);
  checkScale(template.scale, secrets);
}

function checkSuffix(appName: string, suffix: string): void {
  const name = `${appName}--${suffix}`;
  if (suffix === '' || (SUFFIX.test(suffix) && name.length <= MAX_REVISION_NAME_LENGTH)) return;
  throw refused(
    'ContainerAppInvalidRevisionName',
    `Invalid revision name '${name}'. A name must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character and cannot have '--'. The length must not be more than ${MAX_REVISION_NAME_LENGTH} characters.`,
    'template.revisionSuffix',
  );
}
