import { z } from 'zod';
import { getProject, type Project } from '@/lib/config/projects';
import { encodeEvent } from '@/lib/core/sse';
import { holdLogs } from '@/lib/deployment/logs/hold-logs';
import { type LogFilter, logFilterShape } from '@/lib/deployment/logs/log-filter';
import { tailLog } from '@/lib/deployment/logs/tail-log';
import { eventStream } from '../../../../event-stream';
import { handle, readQuery } from '../../../../handle';
import { resumePoint } from '../../../../resume-point';

const tailSchema = z.object({ ...logFilterShape, after: z.string().optional() });

/**
 * The project's log from a place on, live: events `lines` with a page of them, whose id is the last place that was looked at.
 * The app's streams are followed as long as somebody reads this.
 */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/logs/events'>,
): Promise<Response> {
  return handle(async () => {
    const project = getProject((await params).project);
    const { after: _, ...filter } = readQuery(request, tailSchema);
    return eventStream(request, (signal) => frames(project, resumePoint(request), filter, signal));
  });
}

async function* frames(project: Project, after: number, filter: LogFilter, signal: AbortSignal) {
  const release = holdLogs(project);
  try {
    for await (const page of tailLog(project.id, after, filter, signal)) {
      yield encodeEvent({ id: page.to, event: 'lines', data: page });
    }
  } finally {
    await release();
  }
}
