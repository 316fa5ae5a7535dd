/** Where a provision goes. */
export type Target = { tenantId?: string; subscriptionId: string; resourceGroup: string };
