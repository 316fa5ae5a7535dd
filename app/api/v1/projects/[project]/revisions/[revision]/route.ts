import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { changeActive } from '@/lib/deployment/revisions/change';
import { handleMutation, readBody } from '../../../../handle';

const NO_CONTENT = 204;
const bodySchema = z.strictObject({ active: z.boolean() });

/** Makes a revision run, or ends it. */
export function PUT(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/revisions/[revision]'>,
): Promise<Response> {
  return handleMutation(request, async () => {
    const { active } = await readBody(request, bodySchema);
    const { project, revision } = await params;
    await changeActive(getProject(project), { revision, active }, request.signal);
    return new Response(null, { status: NO_CONTENT });
  });
}
