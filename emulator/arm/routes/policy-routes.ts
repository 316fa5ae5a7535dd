import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { JsonObject } from '../../state/models.ts';
import { readJson } from '../http.ts';
import { parseBody } from '../kinds/kind.ts';
import { STORAGE_ACCOUNT } from '../kinds/kind-names.ts';
import { requireGroup } from '../lookup.ts';
import { resourceId, sameText } from '../resource-id.ts';

const SHARED_KEYS = `${STORAGE_ACCOUNT}/allowSharedKeyAccess`;

const question = z.looseObject({
  resourceDetails: z.looseObject({
    resourceContent: z.looseObject({ type: z.string(), name: z.string() }),
  }),
  pendingFields: z.array(z.looseObject({ field: z.string() })).default([]),
});

/**
 * What policies would ask of a resource that is not there yet. The one policy that there is here is that of the failure
 * `keys-forbidden`, which has new accounts take no keys. https://learn.microsoft.com/rest/api/policyinsights/policy-restrictions
 */
export function addPolicyRoutes(app: Hono, context: EmulatorContext): void {
  const path =
    '/subscriptions/:subscription/resourcegroups/:group/providers/microsoft.policyinsights/checkpolicyrestrictions';
  app.post(path, async (c: Context) => {
    const group = requireGroup(context, c.req.param('subscription') ?? '', c.req.param('group') ?? '');
    const { resourceDetails, pendingFields } = parseBody(question, await readJson(c));
    const { type, name } = resourceDetails.resourceContent;
    const subscription = context.account().subscription.id;
    const account = resourceId(subscription, group.name, STORAGE_ACCOUNT, [name]);
    const forbidden = sameText(type, STORAGE_ACCOUNT) && context.faults.holds('keys-forbidden', account.id);
    const asked = pendingFields.filter(({ field }) => sameText(field, SHARED_KEYS));
    return c.json({
      fieldRestrictions: forbidden ? asked.map(({ field }) => restriction(subscription, field)) : [],
      contentEvaluationResult: { policyEvaluations: [] },
    });
  });
}

function restriction(subscription: string, field: string): JsonObject {
  const policies = '/providers/Microsoft.Authorization';
  const policy = {
    policyDefinitionId: `${policies}/policyDefinitions/8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54`,
    policyAssignmentId: `/subscriptions/${subscription}${policies}/policyAssignments/no-shared-keys`,
  };
  return { field, restrictions: [{ result: 'Required', values: ['false'], policy, policyEffect: 'Modify' }] };
}
