import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { runKindSchema } from '@/lib/runs/event-schema';
import { listRuns } from '@/lib/runs/store';
import { startRun } from '@/lib/worker/start-run';
import { handle, handleMutation, readBody, readQuery } from '../../../handle';

const MAX_RUNS = 200;
const querySchema = z.object({ limit: z.coerce.number().int().min(1).max(MAX_RUNS).default(50) });
const bodySchema = z.strictObject({
  kind: runKindSchema,
  input: z.unknown().optional(),
});

type Context = RouteContext<'/api/v1/projects/[project]/runs'>;

export function GET(request: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const { limit } = readQuery(request, querySchema);
    const runs = await listRuns(getProject((await params).project).id, { limit });
    return Response.json(runs.map(({ input: _, ...run }) => run));
  });
}

/** Starts a run, or joins the one that is active: then `joined` is true and `runId` is that one's. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, async () => {
    const { kind, input } = await readBody(request, bodySchema);
    const started = await startRun(getProject((await params).project).id, kind, input ?? {});
    return Response.json(started, { status: 202, headers: { location: `/api/v1/runs/${started.runId}` } });
  });
}
