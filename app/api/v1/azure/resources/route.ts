import { z } from 'zod';
import { listResources } from '@/lib/azure/resources';
import { handle, readQuery } from '../../handle';

const querySchema = z.object({ subscriptionId: z.guid(), resourceGroup: z.string().min(1).max(90) });

export function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const { subscriptionId, resourceGroup } = readQuery(request, querySchema);
    return Response.json(await listResources(subscriptionId, resourceGroup, request.signal));
  });
}
