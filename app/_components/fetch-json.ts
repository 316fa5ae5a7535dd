import type { ErrorInfo } from '@/lib/core/errors';

/** A refusal by our own API, with what it says to do. */
export class ApiError extends Error {
  readonly info: ErrorInfo;

  constructor(info: ErrorInfo) {
    super(info.message);
    this.name = 'ApiError';
    this.info = info;
  }
}

/** Reads our own API, whose answers have the types of the verbs behind it. Throws `ApiError`. */
export async function fetchJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response.json();
}

/** Asks our own API a question that is too long for an address. Throws `ApiError`. */
export async function askJson<T>(url: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response.json();
}

/** Asks our own API to do something. Throws `ApiError`. */
export async function postJson(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new ApiError(await readProblem(response));
  await response.body?.cancel();
}

/** The problem details of a failed answer; a body of another shape is described by its status. */
export async function readProblem(response: Response): Promise<ErrorInfo> {
  const body: unknown = await response.json().catch(() => undefined);
  return problemOf(body, response.status);
}

/** What a problem's details say; those of another shape are described by the status they came with. */
export function problemOf(body: unknown, status: number): ErrorInfo {
  const member = (key: string): unknown =>
    typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  const text = (key: string) => {
    const value = member(key);
    return typeof value === 'string' ? value : undefined;
  };
  const details = member('details');
  return {
    code: text('code') ?? `http_${status}`,
    message: text('detail') ?? `The server answered ${status}.`,
    action: text('action') ?? 'Try again in a moment.',
    target: text('target'),
    cause: text('cause'),
    link: text('link'),
    ...(Array.isArray(details) && { details: details.map(String) }),
    correlationId: text('correlationId'),
  };
}
