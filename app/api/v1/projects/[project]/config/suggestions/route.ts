import { getProject } from '@/lib/config/projects';
import { partialDraftSchema } from '@/lib/provisioning/manual/config-draft';
import { suggestConfig } from '@/lib/provisioning/manual/suggest-config';
import { handle, readBody } from '../../../../handle';

/** What is there for each name that the given ones lead to; changes nothing. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/config/suggestions'>,
): Promise<Response> {
  return handle(async () => {
    getProject((await params).project);
    const draft = await readBody(request, partialDraftSchema);
    return Response.json(await suggestConfig(draft, request.signal));
  });
}
