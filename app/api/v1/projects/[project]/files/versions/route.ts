import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { listEarlierTexts } from '@/lib/provisioning/history/project-files';
import { handle, readQuery } from '../../../../handle';

const querySchema = z.strictObject({ path: z.string() });

/** What the file at `?path=` held before, the newest first, also when it has been removed; to be put back by a `PUT` of the text. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/files/versions'>,
): Promise<Response> {
  return handle(async () => {
    const { path } = readQuery(request, querySchema);
    const versions = await listEarlierTexts(getProject((await params).project), path);
    return Response.json(versions, { headers: { 'cache-control': 'no-store' } });
  });
}
