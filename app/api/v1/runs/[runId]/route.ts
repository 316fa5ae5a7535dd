import { getRun } from '@/lib/runs/store';
import { handle } from '../../handle';

export function GET(_: Request, { params }: RouteContext<'/api/v1/runs/[runId]'>): Promise<Response> {
  return handle(async () => {
    const { input: _, ...run } = await getRun((await params).runId);
    return Response.json(run);
  });
}
