import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { compareRevisions } from '@/lib/deployment/revisions/compare';
import { handle, readQuery } from '../../../../handle';

const querySchema = z.object({ from: z.string(), to: z.string() });

/** What changes from the revision `from` to the revision `to`. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/revisions/compare'>,
): Promise<Response> {
  return handle(async () => {
    const pair = readQuery(request, querySchema);
    return Response.json(await compareRevisions(getProject((await params).project), pair, request.signal));
  });
}
