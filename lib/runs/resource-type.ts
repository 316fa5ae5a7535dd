const keys = {
  'microsoft.storage/storageaccounts': 'storageAccount',
  'microsoft.storage/storageaccounts/fileservices': 'fileService',
  'microsoft.storage/storageaccounts/fileservices/shares': 'fileShare',
  'microsoft.operationalinsights/workspaces': 'workspace',
  'microsoft.app/managedenvironments': 'environment',
  'microsoft.app/managedenvironments/storages': 'environmentStorage',
  'microsoft.app/containerapps': 'containerApp',
} as const;

export type ResourceTypeKey = (typeof keys)[keyof typeof keys];

/** The message key of an ARM resource type, whatever its case; undefined for one that we do not create. */
export function resourceTypeKey(resourceType: string): ResourceTypeKey | undefined {
  return new Map<string, ResourceTypeKey>(Object.entries(keys)).get(resourceType.toLowerCase());
}
