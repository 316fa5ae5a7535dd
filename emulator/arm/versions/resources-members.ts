import type { VersionedMembers } from './members.ts';

const typeMembers = (prefix: string): VersionedMembers[string] => [
  { stable: '2019-03-01', paths: [`${prefix}capabilities`] },
  { stable: '2020-06-01', paths: [`${prefix}defaultApiVersion`] },
];
const provider: VersionedMembers[string] = [
  { stable: '2019-03-01', paths: ['registrationPolicy'] },
  ...typeMembers('resourceTypes[].'),
];
const resource: VersionedMembers[string] = [
  { stable: '2018-05-01', paths: ['identity.userAssignedIdentities'] },
];
const operation: VersionedMembers[string] = [
  { stable: '2019-05-01', paths: ['properties.duration'] },
  { stable: '2019-10-01', paths: ['properties.provisioningOperation'] },
  { stable: '2025-03-01', paths: ['properties.targetResource.apiVersion'] },
];

/**
 * What ARM answers by itself, by the published descriptions of its versions:
 * https://github.com/Azure/azure-rest-api-specs/tree/main/specification/resources/resource-manager
 */
export const resourcesMembers: VersionedMembers = {
  'microsoft.resources/deployments': [
    { stable: '2018-05-01', paths: ['location', 'type'] },
    { stable: '2019-05-01', paths: ['properties.duration'] },
    {
      stable: '2019-10-01',
      paths: [
        'properties.outputResources',
        'properties.templateHash',
        'properties.validatedResources',
        'tags',
      ],
    },
    { stable: '2024-11-01', paths: ['properties.validationLevel'] },
  ],
  'microsoft.resources/deployments/validate': [{ stable: '2024-07-01', paths: ['id', 'name', 'type'] }],
  'microsoft.resources/deployments/operations': operation,
  'microsoft.resources/subscriptions/deployments/operations': operation,
  'microsoft.resources/subscriptions/resourcegroups/deployments/operations': operation,
  'microsoft.resources/resourcegroups': [{ stable: '2018-05-01', paths: ['type'] }],
  'microsoft.resources/providers': provider,
  'microsoft.resources/subscriptions/providers': provider,
  // One provider's path ends in its namespace, which leaves no type.
  'microsoft.resources/': provider,
  'microsoft.resources/register': provider,
  'microsoft.resources/unregister': provider,
  'microsoft.resources/resourcetypes': typeMembers(''),
  'microsoft.resources/subscriptions': [
    { stable: '2018-06-01', paths: ['tenantId'] },
    { stable: '2019-06-01', paths: ['managedByTenants'] },
  ],
  'microsoft.resources/subscriptions/resources': resource,
  'microsoft.resources/subscriptions/resourcegroups/resources': resource,
  'microsoft.resources/subscriptions/locations': [
    { stable: '2019-11-01', paths: ['metadata', 'regionalDisplayName'] },
    { stable: '2021-01-01', paths: ['type'] },
    { stable: '2022-12-01', paths: ['availabilityZoneMappings', 'metadata.geography'] },
  ],
  'microsoft.resources/tenants': [
    { stable: '2018-06-01', paths: ['countryCode', 'displayName', 'domains'] },
    { stable: '2019-06-01', paths: ['tenantCategory'] },
    { stable: '2021-01-01', paths: ['defaultDomain', 'tenantType'] },
  ],
};
