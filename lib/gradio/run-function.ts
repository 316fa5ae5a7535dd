import 'server-only';
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { functionIndex, type GradioConfig } from '@/lib/gradio/config';
import { type FunctionUpdate, type Outputs, takeMessage } from '@/lib/gradio/messages';
import { type GradioServer, type HttpResponse, readJson, request } from '@/lib/gradio/server';
import { watchSilence } from '@/lib/gradio/silence';

/** Gradio sends a heartbeat every 15 s; two missed ones and some mean that nobody is there. */
const SILENCE_TIMEOUT_MS = 40_000;
/** One event holds one set of changes; an answer is far below this. */
const MAX_EVENT_LENGTH = 4 * 1024 * 1024;
const HTTP_OK = 200;
const HTTP_SERVICE_UNAVAILABLE = 503;

const refusalSchema = z.object({ detail: z.string() });

/**
 * Runs one function of the app through its queue and yields what happens, until `completed`. Stopping early, by `signal` or
 * by leaving the loop, closes the stream, on which Gradio ends the generator within a token.
 * Protocol: `queue/join`, then `queue/data`, with a session of its own, because sessions share one stream.
 */
export async function* runFunction(
  server: GradioServer,
  config: GradioConfig,
  call: { apiName: string; data: unknown[] },
  signal: AbortSignal,
): AsyncGenerator<FunctionUpdate> {
  const session = newId();
  const silence = watchSilence(SILENCE_TIMEOUT_MS, signal);
  try {
    const joined = await request(server, `${config.prefix}/queue/join`, {
      signal: silence.signal,
      accept: 'application/json',
      json: {
        data: call.data,
        fn_index: functionIndex(config, call.apiName),
        session_hash: session,
        event_data: null,
        trigger_id: null,
      },
    });
    if (joined.status !== HTTP_OK) throw await refused(joined);
    // Read to its end, or the connection would not be used again.
    await readJson(joined);
    const stream = await request(server, `${config.prefix}/queue/data?session_hash=${session}`, {
      signal: silence.signal,
      accept: 'text/event-stream',
    });
    if (stream.status !== HTTP_OK || !stream.body) throw await refused(stream);

    let outputs: Outputs = null;
    for await (const text of readEvents(stream.body, silence.heard)) {
      const taken = takeMessage(outputs, text);
      outputs = taken.outputs;
      if (taken.update) yield taken.update;
      if (taken.update?.type === 'completed') return;
    }
    throw interrupted();
  } catch (error) {
    if (silence.signal.aborted) throw silence.signal.reason;
    throw error instanceof AppError ? error : interrupted(error);
  } finally {
    silence.end();
  }
}

async function* readEvents(body: AsyncIterable<Uint8Array>, heard: () => void): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let events: string[] = [];
  const parser = createParser({
    onEvent: ({ data }) => events.push(data),
    maxBufferSize: MAX_EVENT_LENGTH,
  });
  for await (const chunk of body) {
    heard();
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* events;
    events = [];
  }
}

async function refused(response: HttpResponse): Promise<AppError> {
  const said = refusalSchema.safeParse(await readJson(response));
  if (response.status === HTTP_SERVICE_UNAVAILABLE && said.success) {
    return new AppError('throttled', {
      code: 'queue_full',
      message: 'The app has more requests waiting than it accepts.',
      action: 'Wait a moment, then send the message again.',
    });
  }
  return new AppError('unavailable', {
    code: 'request_refused',
    message: `The app refused the request with status ${response.status}.`,
    action: 'Try again; if it happens again, look at the log of the app.',
  });
}

function interrupted(cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    {
      code: 'stream_interrupted',
      message: 'The connection to the app ended in the middle of the answer.',
      action: 'Send the message again; if it happens again, look at the log of the app.',
    },
    { cause },
  );
}
