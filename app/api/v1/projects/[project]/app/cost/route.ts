import { getProject } from '@/lib/config/projects';
import { readAppSize } from '@/lib/deployment/operate/read-app';
import { replicaCost } from '@/lib/provisioning/cost/replica-cost';
import { handle } from '../../../../handle';

/** What a replica of the project's app costs; null where that is not known. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/app/cost'>,
): Promise<Response> {
  return handle(async () => {
    const size = await readAppSize(getProject((await params).project), request.signal);
    return Response.json(await replicaCost(size, request.signal));
  });
}
