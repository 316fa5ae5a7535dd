import type { JsonObject } from '../../state/models.ts';

/** What `listCustomHostNameAnalysis` finds of a host name: no name server is asked, so no record proves anything. */
export function renderHostNameAnalysis(hostName: string): JsonObject {
  return {
    hostName,
    isHostnameAlreadyVerified: false,
    customDomainVerificationTest: 'Failed',
    customDomainVerificationFailureInfo: {
      code: 'InvalidCustomHostNameValidation',
      message: `No TXT record of the custom domain '${hostName}' was found.`,
    },
    hasConflictOnManagedEnvironment: false,
    cNameRecords: [],
    txtRecords: [],
    aRecords: [],
    alternateCNameRecords: [],
    alternateTxtRecords: [],
  };
}
