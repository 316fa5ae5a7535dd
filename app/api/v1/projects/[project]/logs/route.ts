import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { logFilterShape } from '@/lib/deployment/logs/log-filter';
import { MAX_PAGE_LINES, readLogPage } from '@/lib/deployment/logs/read-log';
import { handle, readQuery } from '../../../handle';

const DEFAULT_PAGE_LINES = 1_000;

const place = z.coerce.number().int().nonnegative();
const pageSchema = z.object({
  ...logFilterShape,
  before: place.optional(),
  after: place.optional(),
  limit: z.coerce.number().int().positive().max(MAX_PAGE_LINES).default(DEFAULT_PAGE_LINES),
});

/** Kept lines of the project's app: the newest, those before a place, or those after one; with a filter, those that fit. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/logs'>,
): Promise<Response> {
  return handle(async () => {
    const project = getProject((await params).project);
    const { before, after, limit, ...filter } = readQuery(request, pageSchema);
    const page = await readLogPage(project.id, {
      filter,
      limit,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    });
    return Response.json(page, { headers: { 'cache-control': 'no-store' } });
  });
}
