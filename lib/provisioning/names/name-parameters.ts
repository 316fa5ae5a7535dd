/** The parameters that name a resource, in the order of the form. */
export const nameParameters = [
  'acaAppName',
  'acaEnvironmentName',
  'storageAccountName',
  'fileShareName',
  'acaEnvironmentStorageName',
  'acaLogAnalyticsName',
] as const;

export type NameParameter = (typeof nameParameters)[number];

/** The types of those that a resource group lists by itself, in lower case. */
export const topLevelTypes = {
  acaAppName: 'microsoft.app/containerapps',
  acaEnvironmentName: 'microsoft.app/managedenvironments',
  storageAccountName: 'microsoft.storage/storageaccounts',
  acaLogAnalyticsName: 'microsoft.operationalinsights/workspaces',
} as const satisfies Partial<Record<NameParameter, string>>;
