import { getProject } from '@/lib/config/projects';
import { listDeployedCode } from '@/lib/deployment/revisions/snapshot-code';
import { handle } from '../../../handle';

/** The runs whose code the share keeps, the newest first. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/code'>,
): Promise<Response> {
  return handle(async () =>
    Response.json(await listDeployedCode(getProject((await params).project), request.signal)),
  );
}
