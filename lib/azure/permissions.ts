import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { z } from 'zod';
import { callAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';

const API_VERSION = '2022-04-01';

const answerSchema = z.object({
  value: z.array(
    z.object({ actions: z.array(z.string()).default([]), notActions: z.array(z.string()).default([]) }),
  ),
});

export type Permission = z.infer<typeof answerSchema>['value'][number];

/** What the signed-in identity may do with a resource group: https://learn.microsoft.com/rest/api/authorization/permissions */
export async function listPermissions(
  subscriptionId: string,
  resourceGroup: string,
  signal?: AbortSignal,
): Promise<Permission[]> {
  const client = new ResourceManagementClient(
    credentialFor(subscriptionId),
    subscriptionId,
    armClientOptions(),
  );
  const id = `subscriptions/${subscriptionId}/resourceGroups/${encodeURIComponent(resourceGroup)}/providers/Microsoft.Authorization/permissions`;
  return callAzure('read what you may do in the resource group', signal, async (options) => {
    // A list, which the client reads as a resource and would leave out.
    let body = '';
    const onResponse = (response: { bodyAsText?: string | null }) => (body = response.bodyAsText ?? '');
    await client.resources.getById(id, API_VERSION, { ...options, onResponse });
    return answerSchema.parse(JSON.parse(body)).value;
  });
}

/** Whether any of the roles allows an action such as `Microsoft.App/containerApps/write`. */
export function isAllowed(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => covers(pattern, action)) &&
      !notActions.some((pattern) => covers(pattern, action)),
  );
}

/** `*` stands for any text, over slashes too. */
function covers(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}
