import { getProject } from '@/lib/config/projects';
import { planRestart } from '@/lib/deployment/operate/plan-restart';
import { handle } from '../../../handle';

/** The ways to restart the project's app now, compared. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/restart-plan'>,
): Promise<Response> {
  return handle(async () => {
    const plan = await planRestart(getProject((await params).project), request.signal);
    return Response.json(plan, { headers: { 'cache-control': 'no-store' } });
  });
}
