import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { findHits } from '@/lib/deployment/logs/find-hits';
import { logFilterShape, searchText } from '@/lib/deployment/logs/log-filter';
import { handle, readQuery } from '../../../../handle';

const searchSchema = z.object({ ...logFilterShape, q: searchText });

/** Where in the project's log a text stands, the newest places first. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/logs/hits'>,
): Promise<Response> {
  return handle(async () => {
    const project = getProject((await params).project);
    const hits = await findHits(project.id, readQuery(request, searchSchema), request.signal);
    return Response.json(hits, { headers: { 'cache-control': 'no-store' } });
  });
}
