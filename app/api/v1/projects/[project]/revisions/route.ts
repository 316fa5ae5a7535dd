import { getProject } from '@/lib/config/projects';
import { readRevisionBoard } from '@/lib/deployment/revisions/board';
import { handle } from '../../../handle';

/** The revisions of the project's app, the newest first, and how the traffic is shared out among them. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/revisions'>,
): Promise<Response> {
  return handle(async () =>
    Response.json(await readRevisionBoard(getProject((await params).project), request.signal)),
  );
}
