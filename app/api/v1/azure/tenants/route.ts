import { listTenants } from '@/lib/azure/tenants';
import { handle } from '../../handle';

export function GET(request: Request): Promise<Response> {
  return handle(async () => Response.json(await listTenants(request.signal)));
}
