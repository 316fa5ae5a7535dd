import { getProject } from '@/lib/config/projects';
import { listParametersVersions } from '@/lib/provisioning/history/parameters-history';
import { handle } from '../../../../handle';

/** What the parameters file held before, the newest first: when it was replaced, and its text. */
export function GET(
  _: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/parameters/versions'>,
): Promise<Response> {
  return handle(async () => {
    const versions = await listParametersVersions(getProject((await params).project));
    return Response.json(versions, { headers: { 'cache-control': 'no-store' } });
  });
}
