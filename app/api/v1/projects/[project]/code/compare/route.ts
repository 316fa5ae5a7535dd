import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { compareCode } from '@/lib/deployment/revisions/snapshot-code';
import { handle, readQuery } from '../../../../handle';

const point = z.union([z.literal('now'), z.uuid()]);
const querySchema = z.strictObject({ from: point, to: point });

/** The files that differ between two points: the id of a run that left code on the share, or `now`. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/code/compare'>,
): Promise<Response> {
  return handle(async () => {
    const pair = readQuery(request, querySchema);
    return Response.json(await compareCode(getProject((await params).project), pair, request.signal));
  });
}
