import { z } from 'zod';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { registerProvider } from '@/lib/azure/providers';
import { PROVIDERS } from '@/lib/provisioning/plan/facts';
import { handleMutation, readBody } from '../../../handle';

const bodySchema = z.strictObject({
  tenantId: z.guid().optional(),
  subscriptionId: z.guid(),
  namespaces: z.array(z.enum(PROVIDERS)).min(1),
});

/** Registers the subscription for resource providers, and answers once it is: after a minute or two. */
export function POST(request: Request): Promise<Response> {
  return handleMutation(request, async () => {
    const { tenantId, subscriptionId, namespaces } = await readBody(request, bodySchema);
    if (tenantId) rememberTenant(subscriptionId, tenantId);
    await Promise.all(
      namespaces.map((namespace) => registerProvider(subscriptionId, namespace, request.signal)),
    );
    return Response.json({ registered: namespaces });
  });
}
