import { listFiles } from '@/lib/config/files/list-files';
import { getProject } from '@/lib/config/projects';
import { handle } from '../../../handle';

/** The files below `inference/` and `infra/`; links are listed and not followed. */
export function GET(
  _: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/files'>,
): Promise<Response> {
  return handle(async () => Response.json(await listFiles(getProject((await params).project))));
}
