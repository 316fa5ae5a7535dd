import type { VersionedMembers } from './members.ts';

const keys: VersionedMembers[string] = [{ stable: '2021-02-01', paths: ['keys[].creationTime'] }];

/**
 * Microsoft.Storage, by the published descriptions of its versions:
 * https://github.com/Azure/bicep-types-az/tree/main/generated/storage/microsoft.storage
 */
export const storageMembers: VersionedMembers = {
  'microsoft.storage/storageaccounts': [
    {
      stable: '2016-12-01',
      paths: ['properties.encryption.services.file', 'properties.supportsHttpsTrafficOnly'],
    },
    { stable: '2017-06-01', paths: ['properties.networkAcls'] },
    { stable: '2018-02-01', paths: ['properties.isHnsEnabled'] },
    {
      stable: '2019-04-01',
      paths: [
        'properties.allowBlobPublicAccess',
        'properties.allowSharedKeyAccess',
        'properties.azureFilesIdentityBasedAuthentication',
        'properties.largeFileSharesState',
        'properties.minimumTlsVersion',
      ],
    },
    {
      stable: '2019-06-01',
      paths: [
        'properties.encryption.requireInfrastructureEncryption',
        'properties.encryption.services.blob.keyType',
        'properties.encryption.services.file.keyType',
        'properties.privateEndpointConnections',
        'properties.routingPreference',
      ],
    },
    {
      stable: '2021-01-01',
      preview: '2020-08-01',
      paths: ['properties.networkAcls.resourceAccessRules'],
    },
    { stable: '2021-01-01', paths: ['properties.isNfsV3Enabled'] },
    {
      stable: '2021-02-01',
      paths: ['properties.keyCreationTime', 'properties.keyPolicy', 'properties.sasPolicy'],
    },
    { stable: '2021-04-01', paths: ['properties.allowCrossTenantReplication'] },
    {
      stable: '2021-06-01',
      paths: ['properties.defaultToOAuthAuthentication', 'properties.publicNetworkAccess'],
    },
    {
      stable: '2021-08-01',
      paths: ['properties.allowedCopyScope', 'properties.isLocalUserEnabled', 'properties.isSftpEnabled'],
    },
    { stable: '2021-09-01', paths: ['properties.dnsEndpointType'] },
    { stable: '2023-05-01', paths: ['properties.enableExtendedGroups'] },
    { stable: '2025-01-01', paths: ['properties.azureFilesIdentityBasedAuthentication.smbOAuthSettings'] },
  ],
  'microsoft.storage/storageaccounts/listkeys': keys,
  'microsoft.storage/storageaccounts/regeneratekey': keys,
  'microsoft.storage/storageaccounts/fileservices': [
    { stable: '2019-06-01', paths: ['properties.shareDeleteRetentionPolicy', 'sku'] },
    { stable: '2021-01-01', preview: '2020-08-01', paths: ['properties.protocolSettings'] },
    {
      stable: '2021-01-01',
      paths: [
        'properties.protocolSettings.smb.authenticationMethods',
        'properties.protocolSettings.smb.channelEncryption',
        'properties.protocolSettings.smb.kerberosTicketEncryption',
        'properties.protocolSettings.smb.versions',
      ],
    },
    {
      stable: '2025-01-01',
      paths: ['properties.protocolSettings.nfs', 'properties.protocolSettings.smb.encryptionInTransit'],
    },
  ],
  'microsoft.storage/storageaccounts/fileservices/shares': [
    {
      stable: '2019-06-01',
      paths: ['properties.accessTier', 'properties.enabledProtocols', 'properties.shareUsageBytes'],
    },
    {
      stable: '2021-04-01',
      paths: ['properties.leaseState', 'properties.leaseStatus', 'properties.signedIdentifiers'],
    },
  ],
  'microsoft.storage/storageaccounts/fileservices/usages': [
    {
      stable: '2026-04-01',
      paths: [
        'properties.fileShareLimits.guardrailBandwidthScalar',
        'properties.fileShareLimits.guardrailIOScalar',
      ],
    },
  ],
};
