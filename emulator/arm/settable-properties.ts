import type { JsonObject } from '../state/models.ts';
import { withoutPath } from './without-path.ts';

/**
 * By lower-case type, the paths below `properties` that only the service sets, as the published descriptions mark
 * them; `[]` stands for every entry of a list. https://github.com/Azure/azure-rest-api-specs
 */
const READ_ONLY: Record<string, readonly string[]> = {
  'microsoft.storage/storageaccounts': [
    'accountMigrationInProgress',
    'blobRestoreStatus',
    'creationTime',
    'encryption.services.blob.lastEnabledTime',
    'encryption.services.file.lastEnabledTime',
    'encryption.services.queue.lastEnabledTime',
    'encryption.services.table.lastEnabledTime',
    'failoverInProgress',
    'geoReplicationStats',
    'isSkuConversionBlocked',
    'keyCreationTime',
    'lastGeoFailoverTime',
    'primaryEndpoints',
    'primaryLocation',
    'privateEndpointConnections',
    'secondaryEndpoints',
    'secondaryLocation',
    'statusOfPrimary',
    'statusOfSecondary',
  ],
  'microsoft.storage/storageaccounts/fileservices/shares': [
    'accessTierChangeTime',
    'accessTierStatus',
    'deleted',
    'deletedTime',
    'includedBurstIops',
    'lastModifiedTime',
    'leaseDuration',
    'leaseState',
    'leaseStatus',
    'maxBurstCreditsForIops',
    'nextAllowedProvisionedBandwidthDowngradeTime',
    'nextAllowedProvisionedIopsDowngradeTime',
    'nextAllowedQuotaDowngradeTime',
    'remainingRetentionDays',
    'shareUsageBytes',
    'snapshotTime',
    'version',
  ],
  'microsoft.operationalinsights/workspaces': [
    'createdDate',
    'customerId',
    'features.associations',
    'features.unifiedSentinelBillingOnly',
    'modifiedDate',
    'privateLinkScopedResources',
    'sku.lastSkuUpdate',
    'workspaceCapping.dataIngestionStatus',
    'workspaceCapping.quotaNextResetTime',
  ],
  'microsoft.app/managedenvironments': [
    'customDomainConfiguration.customDomainVerificationId',
    'customDomainConfiguration.expirationDate',
    'customDomainConfiguration.subjectName',
    'customDomainConfiguration.thumbprint',
    'customDomainVerificationId',
    'daprConfiguration.version',
    'defaultDomain',
    'deploymentErrors',
    'environmentMode',
    'eventStreamEndpoint',
    'kedaConfiguration.version',
    'privateEndpointConnections',
    'staticIp',
  ],
  'microsoft.app/containerapps': [
    'configuration.ingress.fqdn',
    'customDomainVerificationId',
    'deploymentErrors',
    'eventStreamEndpoint',
    'latestReadyRevisionName',
    'latestRevisionFqdn',
    'latestRevisionName',
    // The older name of `environmentId`, which the service answers beside it.
    'managedEnvironmentId',
    'outboundIpAddresses',
    'runningStatus',
    'template.containers[].resources.ephemeralStorage',
    'template.initContainers[].resources.ephemeralStorage',
  ],
};

/** By lower-case type, the paths below `properties` that are taken on a write and never answered. */
const SECRETS: Record<string, readonly string[]> = {
  'microsoft.app/managedenvironments': [
    'appInsightsConfiguration.connectionString',
    'appLogsConfiguration.logAnalyticsConfiguration.sharedKey',
    'customDomainConfiguration.certificatePassword',
    'customDomainConfiguration.certificateValue',
    'daprAIConnectionString',
    'daprAIInstrumentationKey',
  ],
  'microsoft.app/managedenvironments/storages': ['azureFile.accountKey'],
  'microsoft.app/containerapps': ['configuration.secrets[].value'],
};

const ENVELOPE = ['location', 'tags', 'sku', 'kind', 'identity', 'properties'];

/** Paths of a resource that only the service sets, below the resource itself. */
export function readOnlyPaths(type: string): string[] {
  const own = READ_ONLY[type.toLowerCase()] ?? [];
  const sku = type.toLowerCase().endsWith('/fileservices') ? 'sku' : 'sku.tier';
  return [
    sku,
    'identity.principalId',
    'identity.tenantId',
    ...['provisioningState', ...own].map((path) => `properties.${path}`),
  ];
}

/** What somebody can set of a resource, as it is or as it would be: secrets and what the service adds left out. */
export function settableOf(type: string, resource: JsonObject): JsonObject {
  const members = Object.fromEntries(
    ENVELOPE.flatMap((key) => (key in resource ? [[key, resource[key]]] : [])),
  );
  return readOnlyPaths(type).reduce(withoutPath, withoutSecrets(type, members));
}

/** A resource's members without the properties that are secrets. */
export function withoutSecrets(type: string, members: JsonObject): JsonObject {
  const paths = SECRETS[type.toLowerCase()] ?? [];
  return paths.map((path) => `properties.${path}`).reduce(withoutPath, members);
}
