import { getProject } from '@/lib/config/projects';
import { readApp } from '@/lib/deployment/operate/read-app';
import { handle } from '../../../handle';

/** How the project's app is right now: its state, its replicas and its scale. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/app'>,
): Promise<Response> {
  return handle(async () => {
    const app = await readApp(getProject((await params).project), request.signal);
    return Response.json(app, { headers: { 'cache-control': 'no-store' } });
  });
}
