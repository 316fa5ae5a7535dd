import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { changeTraffic } from '@/lib/deployment/revisions/change';
import { handleMutation, readBody } from '../../../handle';

const NO_CONTENT = 204;
/** `revision` is null for whichever is the latest; labels stay where they are. */
const shareSchema = z.object({ revision: z.string().nullable(), weight: z.number() });
const bodySchema = z.strictObject({
  shares: z.array(shareSchema),
  /** The weights as they were seen; where they have changed since, nothing is done. */
  seen: z.array(shareSchema).optional(),
});

/** Shares the app's traffic out among its revisions, in whole percent. */
export function PUT(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/traffic'>,
): Promise<Response> {
  return handleMutation(request, async () => {
    const { shares, seen } = await readBody(request, bodySchema);
    const project = getProject((await params).project);
    await changeTraffic(project, { shares, ...(seen && { seen }) }, request.signal);
    return new Response(null, { status: NO_CONTENT });
  });
}
