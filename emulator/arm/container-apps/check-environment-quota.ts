import type { EmulatorContext } from '../../context.ts';
import { ArmError } from '../arm-error.ts';
import { displayNameOf } from '../locations.ts';
import { environmentsIn } from './environments.ts';
import { MAX_ENVIRONMENTS, MAX_ENVIRONMENTS_IN_REGION } from './quotas.ts';
import { ENVIRONMENT_COUNT, quotaPath } from './region-usages.ts';

const BAD_REQUEST = 400;
const REGIONAL = 'MaxNumberOfRegionalEnvironmentsInSubExceeded';
const HELP = 'For more information, visit: https://go.microsoft.com/fwlink/?linkid=2208872';

/** Checks that the subscription may have one more environment in that region. Throws ArmError. */
export function checkEnvironmentQuota(context: EmulatorContext, id: string, location: string): void {
  const subscription = `The subscription '${context.account().subscription.id}'`;
  const inRegion = (limit: number) =>
    `${subscription} cannot have more than ${limit} Container App Environments in ${displayNameOf(location)}. ${HELP}`;
  const path = quotaPath(context, location, ENVIRONMENT_COUNT);
  if (context.faults.strikes('quota', `${id} ${path}`)) {
    const message = inRegion(0);
    throw new ArmError(BAD_REQUEST, 'MaxRegionalQuotaExceeded', message, {
      details: [{ code: REGIONAL, message }],
    });
  }
  if (environmentsIn(context, location).length >= MAX_ENVIRONMENTS_IN_REGION) {
    throw new ArmError(BAD_REQUEST, REGIONAL, inRegion(MAX_ENVIRONMENTS_IN_REGION));
  }
  if (environmentsIn(context).length < MAX_ENVIRONMENTS) return;
  throw new ArmError(
    BAD_REQUEST,
    'MaxNumberOfGlobalEnvironmentsInSubExceeded',
    `${subscription} cannot have more than ${MAX_ENVIRONMENTS} Container App Environments. ${HELP}`,
  );
}
