import { z } from 'zod';
import { moveProjectFile } from '@/lib/config/files/change-file';
import { getProject } from '@/lib/config/projects';
import { handleMutation, readBody } from '../../../../handle';
import { preconditionOf, underPrecondition } from '../precondition';

const bodySchema = z.strictObject({ path: z.string(), to: z.string() });

/** Gives the file at `path` the place `to`, where there must be none, under `If-Match`. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/files/rename'>,
): Promise<Response> {
  return handleMutation(request, () =>
    underPrecondition(async () => {
      const { path, to } = await readBody(request, bodySchema);
      const precondition = preconditionOf(request, path);
      await moveProjectFile(getProject((await params).project), path, { to, precondition });
      return Response.json({ path: to });
    }),
  );
}
