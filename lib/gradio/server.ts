import 'server-only';
import { AppError } from '@/lib/core/errors';

/** Configs are some kilobytes, health answers less. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The part of fetch that this room needs; whoever calls decides where it may lead. It must not follow redirects. */
type HttpFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
) => Promise<HttpResponse>;

export type HttpResponse = {
  status: number;
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array> | null;
};

/** A Gradio server: `baseUrl` without a trailing slash. */
export type GradioServer = { baseUrl: string; fetch: HttpFetch };

/** Sends one request below the server's own address. Connection failures become AppError `endpoint_unreachable`. */
export async function request(
  server: GradioServer,
  path: string,
  options: { signal: AbortSignal; accept: string; json?: unknown },
): Promise<HttpResponse> {
  const { signal, accept, json } = options;
  const sent = json === undefined ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(json) };
  const headers = { accept, ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
  try {
    return await server.fetch(server.baseUrl + path, { ...sent, headers, signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof AppError) throw error;
    throw new AppError(
      'unavailable',
      {
        code: 'endpoint_unreachable',
        message: 'The endpoint cannot be reached.',
        action: 'Check that the app runs, or deploy again.',
      },
      { cause: error },
    );
  }
}

/** The body as text, up to a bound; what is longer was not meant for us. */
async function readText(response: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as JSON; undefined when it is none. */
export async function readJson(response: HttpResponse): Promise<unknown> {
  try {
    return JSON.parse(await readText(response));
  } catch {
    return undefined;
  }
}
