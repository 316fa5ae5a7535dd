import { encodeComment } from '@/lib/core/sse';

const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events over HTTP. `frames` yields encoded frames and must end when its signal aborts,
 * which happens as soon as the reader goes away. A reader that is slow slows `frames` down.
 */
export function eventStream(
  request: Request,
  frames: (signal: AbortSignal) => AsyncIterable<string>,
): Response {
  const left = new AbortController();
  const source = frames(AbortSignal.any([request.signal, left.signal]))[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const beat = () => {
        if ((controller.desiredSize ?? 0) > 0)
          controller.enqueue(encoder.encode(encodeComment('keep-alive')));
      };
      beat();
      heartbeat = setInterval(beat, HEARTBEAT_MS);
    },
    async pull(controller) {
      try {
        const next = await source.next();
        if (!next.done) return controller.enqueue(encoder.encode(next.value));
        clearInterval(heartbeat);
        controller.close();
      } catch (error) {
        clearInterval(heartbeat);
        controller.error(error);
      }
    },
    async cancel() {
      clearInterval(heartbeat);
      left.abort();
      // A source that waits for a slow reader to take its last frame does not hear the signal.
      await source.return?.();
    },
  });

  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
