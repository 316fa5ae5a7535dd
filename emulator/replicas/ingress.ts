import { Readable } from 'node:stream';
import { Agent, errors } from 'undici';
import type { Lease, RevisionController } from './revision-controller.ts';

/** The service ends a request on which nothing has moved for this long. */
const IDLE_TIMEOUT_MS = 240_000;
/** A revision at zero replicas has this long to come up before its first request is given up. */
const WAKE_TIMEOUT_MS = 240_000;
/** Of one connection only (RFC 9110, section 7.6.1), or not for the app to see. */
const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const BODILESS = new Set([204, 205, 304]);

/** Carries requests to replicas, bodies streamed both ways, as the environment's Envoy does. */
export class Ingress {
  readonly #agent = new Agent({ headersTimeout: IDLE_TIMEOUT_MS, bodyTimeout: IDLE_TIMEOUT_MS });

  /** Answers 503 with Envoy's sentence when no replica is ready or the connection fails, 504 when one takes too long. */
  async forward(revision: RevisionController | undefined, request: Request): Promise<Response> {
    if (revision === undefined) return unavailable('no healthy upstream');
    const lease = await revision.lease(WAKE_TIMEOUT_MS, request.signal);
    switch (lease) {
      case 'none':
        return unavailable('no healthy upstream');
      case 'late':
        return streamTimeout();
      case 'crowded':
        return unavailable('overflow');
      default:
        return await this.#carry(lease, request);
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #carry(lease: Lease, request: Request): Promise<Response> {
    const url = new URL(request.url);
    let body: Readable | undefined;
    try {
      const answer = await this.#agent.request({
        origin: `http://127.0.0.1:${lease.port}`,
        path: url.pathname + url.search,
        method: request.method,
        headers: requestHeaders(request, url),
        body: request.body === null ? null : Readable.from(request.body),
        signal: request.signal,
      });
      body = answer.body.once('close', () => lease.end());
      const init = { status: answer.statusCode, headers: responseHeaders(answer.headers) };
      const isBodiless = request.method === 'HEAD' || BODILESS.has(answer.statusCode);
      if (isBodiless) await answer.body.dump();
      return new Response(isBodiless ? null : passOn(body), init);
    } catch (error) {
      body?.destroy();
      lease.end();
      return error instanceof errors.HeadersTimeoutError
        ? streamTimeout()
        : unavailable('connection failure');
    }
  }
}

function requestHeaders(request: Request, url: URL): Record<string, string> {
  const dropped = hopByHop(request.headers.get('connection'));
  const kept = [...request.headers].filter(([name]) => !dropped.has(name));
  const client = '127.0.0.1';
  const before = request.headers.get('x-forwarded-for');
  return {
    ...Object.fromEntries(kept),
    host: request.headers.get('host') ?? url.host,
    'x-forwarded-host': request.headers.get('host') ?? url.host,
    'x-forwarded-proto': url.protocol.slice(0, -1),
    'x-forwarded-for': before === null ? client : `${before}, ${client}`,
  };
}

function responseHeaders(raw: Record<string, string | string[] | undefined>): Headers {
  const dropped = hopByHop(String(raw.connection ?? ''));
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || dropped.has(name)) continue;
    for (const single of [value].flat()) headers.append(name, single);
  }
  return headers;
}

/** The fixed names and those that this message's Connection header adds. */
function hopByHop(connection: string | null): Set<string> {
  const named = (connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return new Set([...HOP_BY_HOP, ...named]);
}

/** Passes each piece on as it comes; a reader that goes away ends the replica's work on the answer. */
function passOn(body: Readable): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<unknown> = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else if (value instanceof Uint8Array) controller.enqueue(value);
    },
    cancel() {
      body.destroy();
    },
  });
}

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/response_code_details */
function unavailable(reason: string): Response {
  const text = `upstream connect error or disconnect/reset before headers. reset reason: ${reason}`;
  return new Response(text, { status: 503, headers: { 'content-type': 'text/plain', server: 'envoy' } });
}

/** What Envoy answers when the route's time has passed. */
function streamTimeout(): Response {
  return new Response('stream timeout', {
    status: 504,
    headers: { 'content-type': 'text/plain', server: 'envoy' },
  });
}
