import { sameText } from '../resource-id.ts';

/** The two types that ARM itself deploys. */
export const DEPLOYMENT = 'Microsoft.Resources/deployments';
const RESOURCE_GROUP = 'Microsoft.Resources/resourceGroups';

export const isDeployment = (type: string): boolean => sameText(type, DEPLOYMENT);
export const isResourceGroup = (type: string): boolean => sameText(type, RESOURCE_GROUP);
