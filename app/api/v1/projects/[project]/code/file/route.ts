import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { readCodeSides } from '@/lib/deployment/revisions/snapshot-code';
import { handle, readQuery } from '../../../../handle';

const MAX_PATH_CHARACTERS = 2_048;
const point = z.union([z.literal('now'), z.uuid()]);
const querySchema = z.strictObject({
  from: point,
  to: point,
  path: z.string().min(1).max(MAX_PATH_CHARACTERS),
});

/** One file, by its path from `inference/` on, as it was at two points. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/code/file'>,
): Promise<Response> {
  return handle(async () => {
    const asked = readQuery(request, querySchema);
    const sides = await readCodeSides(getProject((await params).project), asked, request.signal);
    return Response.json(sides, { headers: { 'cache-control': 'no-store' } });
  });
}
