/** The resource types that other parts than their own kind ask for. */
export const CONTAINER_APP = 'Microsoft.App/containerApps';
export const MANAGED_ENVIRONMENT = 'Microsoft.App/managedEnvironments';
export const STORAGE_ACCOUNT = 'Microsoft.Storage/storageAccounts';
