import { z } from 'zod';
import { asWritten, choice, flag, text, wholeNumber } from './wire-types.ts';

const workloadProfile = z.object({
  name: text,
  workloadProfileType: text,
  minimumCount: wholeNumber.optional(),
  maximumCount: wholeNumber.optional(),
});
export type WorkloadProfile = z.infer<typeof workloadProfile>;

const off = { enabled: false };
const enabled = z.object({ enabled: flag.default(false) }).prefault({});

/**
 * What a write says of an environment: known members only, with the defaults that the service adds.
 * https://learn.microsoft.com/azure/templates/microsoft.app/managedenvironments
 */
export const environmentProperties = asWritten(
  z.object({
    appLogsConfiguration: z
      .object({
        destination: text.optional(),
        logAnalyticsConfiguration: z
          .object({ customerId: text.optional(), sharedKey: text.optional() })
          .optional(),
      })
      .optional(),
    appInsightsConfiguration: z.object({ connectionString: text.optional() }).optional(),
    customDomainConfiguration: z.object({ dnsSuffix: text.optional() }).optional(),
    daprAIConnectionString: text.optional(),
    daprAIInstrumentationKey: text.optional(),
    infrastructureResourceGroup: text.optional(),
    peerAuthentication: z.object({ mtls: enabled }).default({ mtls: off }),
    peerTrafficConfiguration: z.object({ encryption: enabled }).default({ encryption: off }),
    publicNetworkAccess: choice(['Enabled', 'Disabled']).default('Enabled'),
    vnetConfiguration: z
      .object({
        internal: flag.default(false),
        infrastructureSubnetId: text.optional(),
        dockerBridgeCidr: text.optional(),
        platformReservedCidr: text.optional(),
        platformReservedDnsIP: text.optional(),
      })
      .optional(),
    workloadProfiles: z.array(workloadProfile).optional(),
    zoneRedundant: flag.default(false),
  }),
);
export type EnvironmentProperties = z.infer<typeof environmentProperties>;
