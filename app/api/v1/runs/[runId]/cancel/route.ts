import { cancelRun } from '@/lib/runs/cancel';
import { handleMutation } from '../../../handle';

/** Asks the run to end; its log says when it has. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/runs/[runId]/cancel'>,
): Promise<Response> {
  return handleMutation(request, async () => {
    await cancelRun((await params).runId);
    return new Response(null, { status: 202 });
  });
}
