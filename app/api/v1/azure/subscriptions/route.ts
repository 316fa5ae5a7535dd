import { z } from 'zod';
import { listSubscriptions } from '@/lib/azure/subscriptions';
import { handle, readQuery } from '../../handle';

const querySchema = z.object({ tenantId: z.guid().optional() });

export function GET(request: Request): Promise<Response> {
  return handle(async () =>
    Response.json(await listSubscriptions(readQuery(request, querySchema).tenantId, request.signal)),
  );
}
