import { listTenantSignIns } from '@/lib/azure/tenants';
import { handle } from '../../handle';

export function GET(request: Request): Promise<Response> {
  return handle(async () => Response.json(await listTenantSignIns(request.signal)));
}
