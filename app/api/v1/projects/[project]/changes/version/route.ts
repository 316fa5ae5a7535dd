import { getProject } from '@/lib/config/projects';
import { readLocalVersion } from '@/lib/deployment/sync/local-version';
import { handle } from '../../../../handle';

/** The version of what a deploy would send, without asking anything of Azure. */
export function GET(
  _: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/changes/version'>,
): Promise<Response> {
  return handle(async () => {
    const version = await readLocalVersion(getProject((await params).project));
    return Response.json({ version }, { headers: { 'cache-control': 'no-store' } });
  });
}
