import { getProject } from '@/lib/config/projects';
import { readReplicas } from '@/lib/deployment/replicas/read-replicas';
import { handle } from '../../../handle';

/** The replicas that the app has now, and what each has gone through. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/replicas'>,
): Promise<Response> {
  return handle(async () => {
    const state = await readReplicas(getProject((await params).project), request.signal);
    return Response.json(state, { headers: { 'cache-control': 'no-store' } });
  });
}
