import { getProject } from '@/lib/config/projects';
import { readAdapterState } from '@/lib/deployment/replicas/adapter-state';
import { handle } from '../../../handle';

/** What the last proof of the adapter has shown; `POST runs` with the kind `proof` makes another one. */
export function GET(
  _: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/adapter'>,
): Promise<Response> {
  return handle(async () => {
    const state = await readAdapterState(getProject((await params).project));
    return Response.json(state, { headers: { 'cache-control': 'no-store' } });
  });
}
