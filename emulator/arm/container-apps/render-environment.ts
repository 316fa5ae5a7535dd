import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource } from '../../state/models.ts';
import { streamUrl } from '../stream-urls.ts';
import { environmentProperties } from './environment-schema.ts';
import { defaultDomain } from './environments.ts';

/** What the service runs beside the apps of each environment, as of its api-version 2025-07-01. */
const DAPR_VERSION = '1.13.6-msft.4';
const KEDA_VERSION = '2.16.1';
const STATIC_IP = '127.0.0.1';

/** `properties` of a managed environment on the wire; the key of its workspace is never answered. */
export function renderEnvironment(context: EmulatorContext, environment: Resource): JsonObject {
  const { appLogsConfiguration: logs, ...rest } = environmentProperties.parse(environment.properties);
  const customerId = logs?.logAnalyticsConfiguration?.customerId;
  return {
    ...rest,
    ...(logs && {
      appLogsConfiguration: {
        ...(logs.destination && { destination: logs.destination }),
        ...(customerId && { logAnalyticsConfiguration: { customerId } }),
      },
    }),
    provisioningState: environment.provisioningState,
    defaultDomain: defaultDomain(context, environment),
    staticIp: STATIC_IP,
    customDomainConfiguration: {
      ...rest.customDomainConfiguration,
      customDomainVerificationId: environment.properties.customDomainVerificationId,
    },
    daprConfiguration: { version: DAPR_VERSION },
    kedaConfiguration: { version: KEDA_VERSION },
    environmentMode: rest.workloadProfiles ? 'WorkloadProfiles' : 'ConsumptionOnly',
    eventStreamEndpoint: `${streamUrl(context, environment)}/eventstream`,
  };
}
