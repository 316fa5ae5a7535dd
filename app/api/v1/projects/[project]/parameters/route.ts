import { readParameters } from '@/lib/config/parameters';
import { parametersSchema } from '@/lib/config/parameters-schema';
import { getProject } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { saveParameters } from '@/lib/provisioning/history/parameters-history';
import { handle, handleMutation, readBody } from '../../../handle';
import { problem } from '../../../problem';

const PRECONDITION_FAILED = 412;

type Context = RouteContext<'/api/v1/projects/[project]/parameters'>;

/** The values; the ETag is the version of the file. */
export function GET(_: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const { values, version } = await readParameters(getProject((await params).project));
    return Response.json(values, { headers: { etag: `"${version}"` } });
  });
}

/** Writes the values; with `If-Match` only over the version that it names. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, async () => {
    const values = await readBody(request, parametersSchema);
    try {
      const version = await saveParameters(getProject((await params).project), values, {
        expectedVersion: /^"([0-9a-f]{64})"$/.exec(request.headers.get('if-match') ?? '')?.[1],
      });
      return Response.json(values, { headers: { etag: `"${version}"` } });
    } catch (error) {
      if (error instanceof AppError && error.info.code === 'parameters_changed') {
        return problem(error, PRECONDITION_FAILED);
      }
      throw error;
    }
  });
}
