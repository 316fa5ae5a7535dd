import { readParameters } from '@/lib/config/parameters';
import { parametersSchema } from '@/lib/config/parameters-schema';
import { getProject } from '@/lib/config/projects';
import { saveParameters } from '@/lib/provisioning/history/parameters-history';
import { handle, handleMutation, readBody } from '../../../handle';
import { answerWrite } from './write';

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
    const project = getProject((await params).project);
    return answerWrite(request, project, (options) => saveParameters(project, values, options));
  });
}
