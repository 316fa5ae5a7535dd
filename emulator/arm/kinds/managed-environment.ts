import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { displayNameOf } from '../locations.ts';
import { parseResourceId, sameText } from '../resource-id.ts';
import { streamUrl } from '../stream-urls.ts';
import { parseBody, type ResourceKind } from './kind.ts';
import { CONTAINER_APP, MANAGED_ENVIRONMENT } from './kind-names.ts';

const NAME = /^(?!.*--)[a-zA-Z]([a-zA-Z0-9-]{0,58}[a-zA-Z0-9])?$/;
const DOMAIN_HASH_BYTES = 4;
const DOMAIN_WORDS = [
  'agreeable',
  'calm',
  'gentle',
  'happy',
  'kind',
  'lively',
  'mango',
  'proud',
  'wonderful',
];

const workloadProfile = z.looseObject({ name: z.string(), workloadProfileType: z.string() });

const properties = z.looseObject({
  appLogsConfiguration: z
    .looseObject({
      destination: z.string().nullish(),
      logAnalyticsConfiguration: z
        .looseObject({ customerId: z.string().nullish(), sharedKey: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
  workloadProfiles: z.array(workloadProfile).nullish(),
  zoneRedundant: z.boolean().nullish(),
});

/** The domain of an environment's apps. Not stored: its ending and port may be others at the next start. */
export function defaultDomain(context: EmulatorContext, environment: Resource): string {
  return context.names.appDomain(String(environment.properties.domainPrefix));
}

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
  prepare(context, { id, body, existing }) {
    const name = id.names[0] ?? '';
    if (!NAME.test(name)) {
      throw new ArmError(
        400,
        'ManagedEnvironmentInvalidName',
        `Invalid managed environment name '${name}'. A name must consist of letters, digits or '-', start with a letter, end with a letter or digit, and cannot have '--'. The length must not be more than 60 characters.`,
      );
    }
    const location = body.location ?? existing?.location ?? '';
    if (!existing && context.faults.strikes('quota', id.id)) throw environmentQuota(context, location);
    const asked = parseBody(properties, body.properties ?? {}, 'properties');
    const { appLogsConfiguration: logs, ...rest } = asked;
    const sharedKey = logs?.logAnalyticsConfiguration?.sharedKey;
    return {
      properties: {
        ...rest,
        appLogsConfiguration: logs && {
          ...logs,
          logAnalyticsConfiguration: logs.logAnalyticsConfiguration && {
            ...logs.logAnalyticsConfiguration,
            sharedKey: null,
          },
        },
        domainPrefix: existing?.properties.domainPrefix ?? newDomainPrefix(id.id, location),
        customDomainVerificationId:
          existing?.properties.customDomainVerificationId ?? randomBytes(32).toString('hex').toUpperCase(),
      },
      secrets: sharedKey ? { sharedKey } : (existing?.secrets ?? {}),
    };
  },
  checkDelete(context, environment) {
    const app = context.state.resources
      .values()
      .find(
        ({ type, properties }) =>
          type === CONTAINER_APP && sameText(String(properties.environmentId), environment.id),
      );
    if (!app) return;
    throw new ArmError(
      409,
      'ManagedEnvironmentHasContainerApps',
      `The environment '${environment.name}' cannot be deleted because it contains the container app '${app.name}'.`,
    );
  },
  async remove(context, environment) {
    context.replicas.forgetEnvironment(environment.id);
  },
  render(context, environment) {
    const { domainPrefix: _, ...rest } = environment.properties;
    return {
      ...rest,
      provisioningState: environment.provisioningState,
      defaultDomain: defaultDomain(context, environment),
      staticIp: '127.0.0.1',
      environmentMode: rest.workloadProfiles ? 'WorkloadProfiles' : 'ConsumptionOnly',
      publicNetworkAccess: 'Enabled',
      eventStreamEndpoint: `${streamUrl(context, environment)}/eventstream`,
    };
  },
};

function newDomainPrefix(id: string, location: string): string {
  const hash = createHash('sha256').update(id.toLowerCase()).digest();
  const word = DOMAIN_WORDS[hash.readUInt8(hash.length - 1) % DOMAIN_WORDS.length];
  return `${word}-${hash.subarray(0, DOMAIN_HASH_BYTES).toString('hex')}.${location}`;
}

function environmentQuota(context: EmulatorContext, location: string): ArmError {
  const subscription = context.account().subscription.id;
  return new ArmError(
    400,
    'MaxNumberOfRegionalEnvironmentsInSubExceeded',
    `The subscription '${subscription}' cannot have more than 0 Container App Environments in ${displayNameOf(location)}.`,
  );
}

/** The environment with that id, if it is there. */
export function findEnvironment(context: EmulatorContext, id: string): Resource | undefined {
  const parsed = parseResourceId(id);
  if (!parsed || !sameText(parsed.type, MANAGED_ENVIRONMENT)) return undefined;
  return context.state.resources.get(parsed.id);
}
