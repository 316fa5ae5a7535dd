import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { changeMode } from '@/lib/deployment/revisions/change';
import { handleMutation, readBody } from '../../../../handle';

const NO_CONTENT = 204;
const bodySchema = z.strictObject({ mode: z.enum(['single', 'multiple']) });

/** Switches between one running revision and several. */
export function PUT(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/revisions/mode'>,
): Promise<Response> {
  return handleMutation(request, async () => {
    const { mode } = await readBody(request, bodySchema);
    await changeMode(getProject((await params).project), mode, request.signal);
    return new Response(null, { status: NO_CONTENT });
  });
}
