import { z } from 'zod';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { getProvider } from '@/lib/azure/providers';
import { PROVIDERS } from '@/lib/provisioning/plan/facts';
import { handle, readQuery } from '../../handle';

const querySchema = z.object({ tenantId: z.guid().optional(), subscriptionId: z.guid() });

/** The resource providers that a provision needs, each with whether the subscription is registered to use it. */
export function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const { tenantId, subscriptionId } = readQuery(request, querySchema);
    if (tenantId) rememberTenant(subscriptionId, tenantId);
    const found = await Promise.all(
      PROVIDERS.map((namespace) => getProvider(subscriptionId, namespace, request.signal)),
    );
    return Response.json(found.map(({ namespace, state }) => ({ namespace, state })));
  });
}
