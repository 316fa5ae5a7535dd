import { loadSharedRun } from '@/app/_server/load-shared-run';
import { handle } from '@/app/api/v1/handle';

export function GET(_: Request, { params }: RouteContext<'/status/[token]/status.json'>): Promise<Response> {
  return handle(async () => Response.json(await loadSharedRun((await params).token)));
}
