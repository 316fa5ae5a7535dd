import { getProject } from '@/lib/config/projects';
import { readLocalVersion } from '@/lib/deployment/sync/local-version';
import { planChanges } from '@/lib/deployment/sync/plan-changes';
import { handle } from '../../../handle';

/**
 * What a deploy would change on the share now; changes nothing. `version` is that of the project's files just before they were
 * compared: while `changes/version` answers the same, they are still those.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/changes'>,
): Promise<Response> {
  return handle(async () => {
    const project = getProject((await params).project);
    const version = await readLocalVersion(project);
    const changes = await planChanges(project, request.signal);
    return Response.json({ ...changes, version }, { headers: { 'cache-control': 'no-store' } });
  });
}
