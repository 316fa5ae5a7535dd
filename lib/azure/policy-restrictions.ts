import 'server-only';
import { ResourceManagementClient } from '@azure/arm-resources';
import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { callAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { credentialFor } from '@/lib/azure/subscription-credential';

const API_VERSION = '2022-03-01';
const SHARED_KEYS = 'Microsoft.Storage/storageAccounts/allowSharedKeyAccess';

const answerSchema = z.object({
  fieldRestrictions: z
    .array(
      z.object({
        field: z.string(),
        restrictions: z
          .array(
            z.object({
              result: z.string(),
              values: z.array(z.string()).nullish(),
              policy: z.object({ policyAssignmentId: z.string().nullish() }).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/**
 * The id of the policy assignment that would keep a new storage account from being opened with its keys; null when none would,
 * and when policies cannot be asked. https://learn.microsoft.com/rest/api/policyinsights/policy-restrictions/check-at-resource-group-scope
 */
export async function policyAgainstSharedKeys(
  at: { subscriptionId: string; resourceGroup: string; accountName: string; location: string },
  signal?: AbortSignal,
): Promise<string | null> {
  const clientOptions = armClientOptions();
  const { pipeline } = new ResourceManagementClient(
    credentialFor(at.subscriptionId),
    at.subscriptionId,
    clientOptions,
  );
  const path = `/subscriptions/${at.subscriptionId}/resourceGroups/${encodeURIComponent(at.resourceGroup)}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=${API_VERSION}`;
  const request = {
    resourceDetails: {
      resourceContent: {
        type: 'Microsoft.Storage/storageAccounts',
        name: at.accountName,
        location: at.location,
        properties: {},
      },
      apiVersion: '2023-01-01',
    },
    pendingFields: [{ field: SHARED_KEYS, values: ['true', 'false'] }],
  };
  return callAzure('ask what policies would have of a new storage account', signal, async (options) => {
    const answer = await pipeline.sendRequest(
      clientOptions.httpClient ?? createDefaultHttpClient(),
      createPipelineRequest({
        ...options,
        url: new URL(path, clientOptions.endpoint).href,
        method: 'POST',
        headers: createHttpHeaders({ accept: 'application/json', 'content-type': 'application/json' }),
        body: JSON.stringify(request),
      }),
    );
    if (answer.status !== 200) return null;
    const { fieldRestrictions } = answerSchema.parse(JSON.parse(answer.bodyAsText ?? ''));
    const restrictions = fieldRestrictions?.flatMap(({ restrictions }) => restrictions ?? []) ?? [];
    const against = restrictions.find(
      ({ result, values }) =>
        (result === 'Required' && values?.length === 1 && values[0] === 'false') ||
        (result === 'Deny' && (values?.includes('true') ?? true)),
    );
    return against ? (against.policy?.policyAssignmentId ?? 'a policy') : null;
  });
}
