import type { VersionedMembers } from './members.ts';

/**
 * Microsoft.OperationalInsights, by the published descriptions of its versions:
 * https://github.com/Azure/bicep-types-az/tree/main/generated/operationalinsights/microsoft.operationalinsights
 */
export const workspaceMembers: VersionedMembers = {
  'microsoft.operationalinsights/workspaces': [
    {
      stable: '2020-08-01',
      preview: '2020-03-01',
      paths: [
        'properties.publicNetworkAccessForIngestion',
        'properties.publicNetworkAccessForQuery',
        'properties.sku.lastSkuUpdate',
        'properties.workspaceCapping',
      ],
    },
    {
      stable: '2020-08-01',
      paths: [
        'properties.createdDate',
        'properties.features',
        'properties.forceCmkForQuery',
        'properties.modifiedDate',
      ],
    },
    { stable: '2021-06-01', preview: '2023-01-01', paths: ['etag'] },
    {
      stable: '2022-10-01',
      preview: '2021-12-01',
      paths: ['properties.defaultDataCollectionRuleResourceId', 'systemData'],
    },
  ],
};
