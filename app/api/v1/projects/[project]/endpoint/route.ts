import { getProject } from '@/lib/config/projects';
import { getEndpointState } from '@/lib/deployment/endpoint';
import { handle } from '../../../handle';

/** What the inference endpoint says of itself right now. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/endpoint'>,
): Promise<Response> {
  return handle(async () => {
    const state = await getEndpointState(getProject((await params).project), request.signal);
    return Response.json(state, { headers: { 'cache-control': 'no-store' } });
  });
}
