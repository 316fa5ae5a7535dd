import { z } from 'zod';
import { readProjectFile } from '@/lib/config/files/read-file';
import { getProject } from '@/lib/config/projects';
import { removeFile, saveFile } from '@/lib/provisioning/history/project-files';
import { handle, handleMutation, readBody, readQuery } from '../../../../handle';
import { preconditionOf, underPrecondition } from '../precondition';

type Context = RouteContext<'/api/v1/projects/[project]/files/content'>;

const NOT_MODIFIED = 304;
const CREATED = 201;

const querySchema = z.strictObject({ path: z.string() });
const bodySchema = z.strictObject({ text: z.string() });

/** The file at `?path=`, its text if it has one; the ETag is its version. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const file = await readProjectFile(
      getProject((await params).project),
      readQuery(request, querySchema).path,
    );
    const headers = { etag: `"${file.version}"`, 'cache-control': 'no-store' };
    if (request.headers.get('if-none-match') === headers.etag) {
      return new Response(null, { status: NOT_MODIFIED, headers });
    }
    return Response.json(file, { headers });
  });
}

/** Writes the text of the file at `?path=` under `If-Match`, or makes a file with `If-None-Match: *`. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, () =>
    underPrecondition(async () => {
      const { path } = readQuery(request, querySchema);
      const precondition = preconditionOf(request, path);
      const { text } = await readBody(request, bodySchema);
      const { version } = await saveFile(getProject((await params).project), path, text, precondition);
      return Response.json(
        { path, version },
        { status: precondition === 'absent' ? CREATED : undefined, headers: { etag: `"${version}"` } },
      );
    }),
  );
}

/** Removes the file at `?path=` under `If-Match`, and answers the text it had, so that it can be put back. */
export function DELETE(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, () =>
    underPrecondition(async () => {
      const { path } = readQuery(request, querySchema);
      const precondition = preconditionOf(request, path);
      return Response.json(await removeFile(getProject((await params).project), path, precondition));
    }),
  );
}
