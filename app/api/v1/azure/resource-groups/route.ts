import { z } from 'zod';
import { listResourceGroups } from '@/lib/azure/resource-groups';
import { handle, readQuery } from '../../handle';

const querySchema = z.object({ subscriptionId: z.guid() });

export function GET(request: Request): Promise<Response> {
  return handle(async () =>
    Response.json(await listResourceGroups(readQuery(request, querySchema).subscriptionId, request.signal)),
  );
}
