import { getProject } from '@/lib/config/projects';
import { planRollback } from '@/lib/deployment/revisions/plan-rollback';
import { rollbackInputSchema } from '@/lib/deployment/revisions/rollback-input';
import { handle, readQuery } from '../../../handle';

/** What a roll back to what the query names would do; changes nothing. A run of the kind `rollback` does it. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/rollback'>,
): Promise<Response> {
  return handle(async () => {
    const input = readQuery(request, rollbackInputSchema);
    return Response.json(await planRollback(getProject((await params).project), input, request.signal));
  });
}
