import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import { type JsonObject, jsonObject, type Resource } from '../../state/models.ts';
import { pairOf } from '../locations.ts';
import { oneOf } from './one-of.ts';

export const ACCOUNT_KINDS = [
  'Storage',
  'StorageV2',
  'BlobStorage',
  'FileStorage',
  'BlockBlobStorage',
] as const;
export const ACCOUNT_SKUS = [
  'Standard_LRS',
  'Standard_GRS',
  'Standard_RAGRS',
  'Standard_ZRS',
  'Premium_LRS',
  'Premium_ZRS',
  'Standard_GZRS',
  'Standard_RAGZRS',
  'StandardV2_LRS',
  'StandardV2_GRS',
  'StandardV2_ZRS',
  'StandardV2_GZRS',
  'PremiumV2_LRS',
  'PremiumV2_ZRS',
] as const;

/** What a client may set: https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create. The rest is dropped. */
export const accountProperties = z.object({
  accessTier: oneOf(['Hot', 'Cool', 'Premium', 'Cold']).nullish(),
  allowBlobPublicAccess: z.boolean().nullish(),
  allowCrossTenantReplication: z.boolean().nullish(),
  allowSharedKeyAccess: z.boolean().nullish(),
  allowedCopyScope: oneOf(['PrivateLink', 'AAD']).nullish(),
  azureFilesIdentityBasedAuthentication: jsonObject.nullish(),
  customDomain: jsonObject.nullish(),
  defaultToOAuthAuthentication: z.boolean().nullish(),
  dnsEndpointType: oneOf(['Standard', 'AzureDnsZone']).nullish(),
  enableExtendedGroups: z.boolean().nullish(),
  encryption: jsonObject.nullish(),
  isHnsEnabled: z.boolean().nullish(),
  isLocalUserEnabled: z.boolean().nullish(),
  isNfsV3Enabled: z.boolean().nullish(),
  isSftpEnabled: z.boolean().nullish(),
  keyPolicy: z.object({ keyExpirationPeriodInDays: z.number().int() }).nullish(),
  largeFileSharesState: oneOf(['Disabled', 'Enabled']).nullish(),
  minimumTlsVersion: oneOf(['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3']).nullish(),
  networkAcls: jsonObject.nullish(),
  publicNetworkAccess: oneOf(['Enabled', 'Disabled', 'SecuredByPerimeter']).nullish(),
  routingPreference: jsonObject.nullish(),
  sasPolicy: jsonObject.nullish(),
  supportsHttpsTrafficOnly: z.boolean().nullish(),
});

/** Kinds that have no access tier. */
const UNTIERED: readonly string[] = ['Storage', 'FileStorage', 'BlockBlobStorage'];
const GEO_REDUNDANT = /_(RA)?GZ?RS$/;

/** An account's `properties` as the service answers them. Only files are served, so theirs is the only endpoint. */
export function renderAccount(context: EmulatorContext, account: Resource): JsonObject {
  const { name, location = '', sku, kind = '', properties, secrets, createdTime } = account;
  const keyCreationTime = {
    key1: secrets.key1CreatedAt ?? createdTime,
    key2: secrets.key2CreatedAt ?? createdTime,
  };
  const encrypted = { keyType: 'Account', enabled: true, lastEnabledTime: createdTime };
  return {
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    minimumTlsVersion: 'TLS1_0',
    supportsHttpsTrafficOnly: true,
    ...(!UNTIERED.includes(kind) && { accessTier: 'Hot' }),
    ...properties,
    ...(context.faults.holds('keys-forbidden', account.id) && { allowSharedKeyAccess: false }),
    keyCreationTime,
    privateEndpointConnections: [],
    networkAcls: {
      bypass: 'AzureServices',
      virtualNetworkRules: [],
      ipRules: [],
      defaultAction: 'Allow',
      ...jsonObject.safeParse(properties.networkAcls).data,
    },
    encryption: {
      ...jsonObject.safeParse(properties.encryption).data,
      services: { file: encrypted, blob: encrypted },
      keySource: 'Microsoft.Storage',
    },
    provisioningState: account.provisioningState,
    creationTime: createdTime,
    primaryEndpoints: { file: context.names.fileEndpoint(name) },
    primaryLocation: location,
    statusOfPrimary: 'available',
    ...(GEO_REDUNDANT.test(String(sku?.name)) && {
      secondaryLocation: pairOf(location),
      statusOfSecondary: 'available',
    }),
  };
}
