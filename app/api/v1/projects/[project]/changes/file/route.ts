import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { readSides } from '@/lib/deployment/sync/read-sides';
import { handle, readQuery } from '../../../../handle';

const MAX_PATH_CHARACTERS = 2_048;
const querySchema = z.strictObject({ path: z.string().min(1).max(MAX_PATH_CHARACTERS) });

/** One file, by its path from `inference/` on, as the project has it and as the share has it. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/changes/file'>,
): Promise<Response> {
  return handle(async () => {
    const { path } = readQuery(request, querySchema);
    const sides = await readSides(getProject((await params).project), path, request.signal);
    return Response.json(sides, { headers: { 'cache-control': 'no-store' } });
  });
}
