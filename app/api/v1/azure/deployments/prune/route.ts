import { provisionTargetSchema } from '@/lib/provisioning/input';
import { pruneHistory } from '@/lib/provisioning/plan/prune-history';
import { handleMutation, readBody } from '../../../handle';

/** Has a resource group forget Slipway's oldest deployments, and answers how many are gone; what they made stays. */
export function POST(request: Request): Promise<Response> {
  return handleMutation(request, async () => {
    const target = await readBody(request, provisionTargetSchema);
    return Response.json({ deleted: await pruneHistory(target, request.signal) });
  });
}
