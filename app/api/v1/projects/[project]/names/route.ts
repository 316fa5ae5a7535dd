import { z } from 'zod';
import { namingParametersSchema } from '@/lib/config/parameters-schema';
import { getProject } from '@/lib/config/projects';
import { provisionTargetSchema } from '@/lib/provisioning/input';
import { nameFates } from '@/lib/provisioning/names/name-fates';
import { handle, readBody } from '../../../handle';

const bodySchema = z.strictObject({ target: provisionTargetSchema, parameters: namingParametersSchema });

/** What a provision with these names would do with each of them; changes nothing. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/names'>,
): Promise<Response> {
  return handle(async () => {
    const { target, parameters } = await readBody(request, bodySchema);
    const project = getProject((await params).project);
    return Response.json(await nameFates(project, target, parameters, request.signal));
  });
}
