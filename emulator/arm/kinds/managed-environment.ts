import { randomBytes } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { renderAuthToken } from '../container-apps/auth-token.ts';
import { checkEnvironmentQuota } from '../container-apps/check-environment-quota.ts';
import { checkGpuQuota } from '../container-apps/check-gpu-quota.ts';
import { type EnvironmentProperties, environmentProperties } from '../container-apps/environment-schema.ts';
import { newDomainPrefix } from '../container-apps/environments.ts';
import { identityRequest, renderIdentity } from '../container-apps/identity.ts';
import { checkEnvironmentName, checkNameAvailability } from '../container-apps/names.ts';
import { appsIn } from '../container-apps/placement.ts';
import { refused } from '../container-apps/refusals.ts';
import { regionHas } from '../container-apps/region-profiles.ts';
import { regionPath } from '../container-apps/region-usages.ts';
import { renderEnvironment } from '../container-apps/render-environment.ts';
import { settledProfiles } from '../container-apps/settled-profiles.ts';
import { type PutRequest, parseBody, type ResourceKind } from './kind.ts';
import { MANAGED_ENVIRONMENT } from './kind-names.ts';

const VERIFICATION_BYTES = 32;
const CONFLICT = 409;
const LOG_DESTINATIONS = ['log-analytics', 'azure-monitor', 'none', ''];

/** https://learn.microsoft.com/rest/api/resource-manager/containerapps/managed-environments */
export const managedEnvironmentKind: ResourceKind = {
  type: MANAGED_ENVIRONMENT,
  scope: 'tracked',
  pending: { creating: 'Waiting', updating: 'UpgradeRequested', deleting: 'ScheduledForDelete' },
  operationUrls: {
    status: 'managedEnvironmentOperationStatuses',
    result: 'managedEnvironmentOperationResults',
  },
  busy: (name) => ({
    code: 'ManagedEnvironmentOperationInProgress',
    message: `Cannot modify Container Apps environment ${name} because another operation is in progress.`,
  }),
  prepare,
  checkDelete(context, environment) {
    const { length } = appsIn(context, environment);
    if (length === 0) return;
    throw new ArmError(
      CONFLICT,
      'ManagedEnvironmentHasContainerApps',
      `The specified environment ${environment.name} cannot be deleted because it still contains ${length} Container Apps.`,
    );
  },
  async remove(context, environment) {
    context.replicas.forgetEnvironment(environment.id);
  },
  render: renderEnvironment,
  actions: {
    getauthtoken: renderAuthToken,
    checknameavailability: checkNameAvailability,
  },
};

function prepare(context: EmulatorContext, { id, body, existing }: PutRequest) {
  checkEnvironmentName(id.names[0] ?? '');
  const location = body.location ?? existing?.location ?? '';
  if (!existing) checkEnvironmentQuota(context, id.id, location);
  const asked = parseBody(environmentProperties, body.properties ?? {}, 'properties');
  const secrets = settledSecrets(asked, existing?.secrets ?? {});
  const lacksProfiles = context.faults.strikes('no-profile', `${id.id} ${regionPath(context, location)}`);
  const workloadProfiles = settledProfiles(
    context,
    asked.workloadProfiles,
    existing,
    (category) => !regionHas(location, category) || (lacksProfiles && category !== 'Consumption'),
  );
  checkGpuQuota(context, location, workloadProfiles ?? [], existing);
  if (asked.customDomainConfiguration?.dnsSuffix) throw notSupported('custom domains of an environment');
  const identity = parseBody(identityRequest, body.identity, 'identity');
  return {
    properties: {
      ...asked,
      appLogsConfiguration: withoutSharedKey(asked),
      workloadProfiles,
      domainPrefix: existing?.properties.domainPrefix ?? newDomainPrefix(id.id, location),
      customDomainVerificationId:
        existing?.properties.customDomainVerificationId ??
        randomBytes(VERIFICATION_BYTES).toString('hex').toUpperCase(),
    },
    secrets,
    ...(identity && { identity: renderIdentity(context, id.id, identity) }),
  };
}

/** The key of the workspace that logs go to; one that is not sent again stays. */
function settledSecrets(
  { appLogsConfiguration: logs }: EnvironmentProperties,
  before: Record<string, string>,
): Record<string, string> {
  const { destination = '', logAnalyticsConfiguration } = logs ?? {};
  if (!LOG_DESTINATIONS.includes(destination)) {
    throw refused(
      'InvalidLogDestination',
      `The log destination '${destination}' is invalid. It must be one of log-analytics, azure-monitor and none.`,
      'appLogsConfiguration.destination',
    );
  }
  if (destination !== 'log-analytics') return {};
  const sharedKey = logAnalyticsConfiguration?.sharedKey ?? before.sharedKey;
  if (logAnalyticsConfiguration?.customerId && sharedKey) return { sharedKey };
  throw refused(
    'LogAnalyticsConfigurationRequired',
    'The log destination log-analytics needs the customerId and the sharedKey of a Log Analytics workspace.',
    'appLogsConfiguration.logAnalyticsConfiguration',
  );
}

function withoutSharedKey({ appLogsConfiguration: logs }: EnvironmentProperties) {
  if (!logs?.logAnalyticsConfiguration) return logs;
  const { customerId } = logs.logAnalyticsConfiguration;
  return { ...logs, logAnalyticsConfiguration: { customerId } };
}
