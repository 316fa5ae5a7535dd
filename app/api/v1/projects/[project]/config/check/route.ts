import { getProject } from '@/lib/config/projects';
import { checkConfig } from '@/lib/provisioning/manual/check-config';
import { configDraftSchema } from '@/lib/provisioning/manual/config-draft';
import { handle, readBody } from '../../../../handle';

/** Whether what the names stand for exists and fits together, a row per question; changes nothing. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/config/check'>,
): Promise<Response> {
  return handle(async () => {
    getProject((await params).project);
    const config = await readBody(request, configDraftSchema);
    return Response.json(await checkConfig(config, request.signal));
  });
}
