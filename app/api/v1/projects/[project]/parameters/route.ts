import { readParameters, writeParameters } from '@/lib/config/parameters';
import { parametersSchema } from '@/lib/config/parameters-schema';
import { getProject } from '@/lib/config/projects';
import { handle, handleMutation, readBody } from '../../../handle';

type Context = RouteContext<'/api/v1/projects/[project]/parameters'>;

export function GET(_: Request, { params }: Context): Promise<Response> {
  return handle(async () => Response.json((await readParameters(getProject((await params).project))).values));
}

export function PUT(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, async () => {
    const values = await readBody(request, parametersSchema);
    await writeParameters(getProject((await params).project), values);
    return Response.json(values);
  });
}
