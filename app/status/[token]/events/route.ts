import { eventStream } from '@/app/api/v1/event-stream';
import { handle } from '@/app/api/v1/handle';
import { openShare } from '@/lib/auth/share-token';
import { publicFrames } from './public-frames';

/** The public picture of a run, whole at each change, so that a reader who reconnects has missed nothing. */
export function GET(request: Request, { params }: RouteContext<'/status/[token]/events'>): Promise<Response> {
  return handle(async () => {
    const { token } = await params;
    await openShare(token);
    return eventStream(request, (signal) => publicFrames(token, signal));
  });
}
