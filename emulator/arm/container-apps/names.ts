import { z } from 'zod';
import { notSupported } from '../arm-error.ts';
import { type Action, parseBody } from '../kinds/kind.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { sameText } from '../resource-id.ts';
import { findAppIn, isAppName } from './placement.ts';
import { refused } from './refusals.ts';

const ENVIRONMENT_NAME = /^(?!.*--)[a-z]([a-z0-9-]{0,58}[a-z0-9])?$/i;

/** Throws ArmError 400 for a name that an environment cannot have. */
export function checkEnvironmentName(name: string): void {
  if (ENVIRONMENT_NAME.test(name)) return;
  throw refused('ManagedEnvironmentInvalidName', `The environment name ${name} is invalid.`);
}

const request = z.looseObject({ name: z.string(), type: z.string() });

/** Whether an environment can take an app of that name. */
export const checkNameAvailability: Action = (context, environment, body) => {
  const { name, type } = parseBody(request, body);
  if (!sameText(type, CONTAINER_APP)) throw notSupported(`checkNameAvailability for ${type}`);
  if (!isAppName(name)) {
    return { nameAvailable: false, reason: 'Invalid', message: `The name '${name}' is invalid.` };
  }
  if (!findAppIn(context, environment, name)) return { nameAvailable: true };
  return {
    nameAvailable: false,
    reason: 'AlreadyExists',
    message: `The name '${name}' is already in use in the environment '${environment.name}'.`,
  };
};
