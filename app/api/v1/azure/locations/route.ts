import { z } from 'zod';
import { listLocations } from '@/lib/azure/locations';
import { handle, readQuery } from '../../handle';

const querySchema = z.object({ subscriptionId: z.guid() });

export function GET(request: Request): Promise<Response> {
  return handle(async () =>
    Response.json(await listLocations(readQuery(request, querySchema).subscriptionId, request.signal)),
  );
}
