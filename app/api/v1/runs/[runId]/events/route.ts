import { encodeEvent } from '@/lib/core/sse';
import { isTerminal } from '@/lib/runs/status';
import { getRun } from '@/lib/runs/store';
import { tailRun } from '@/lib/runs/tail';
import { eventStream } from '../../../event-stream';
import { handle } from '../../../handle';
import { resumePoint } from '../../../resume-point';

/** A run's log from any point on, live, until the run has finished: then one `end` and the stream closes. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/runs/[runId]/events'>,
): Promise<Response> {
  return handle(async () => {
    const run = await getRun((await params).runId);
    return eventStream(request, (signal) => frames(run.id, resumePoint(request), signal));
  });
}

async function* frames(runId: string, after: number, signal: AbortSignal): AsyncGenerator<string> {
  for await (const event of tailRun(runId, after, signal)) {
    yield encodeEvent({ id: event.seq, event: event.type, data: event });
  }
  // A tail also ends when this process does: then the reader is to come back, not to stop.
  if (isTerminal((await getRun(runId)).status)) yield encodeEvent({ event: 'end', data: {} });
}
