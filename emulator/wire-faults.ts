import { randomUUID } from 'node:crypto';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ArmError } from './arm/arm-error.ts';
import type { EmulatorContext } from './context.ts';
import { errorResponse } from './files/error-response.ts';
import { FilesError } from './files/files-error.ts';

export type Voice = 'arm' | 'files';

export type Asked = {
  method: string;
  /** What the failure's name is looked for in. */
  path: string;
  outgoing: Outgoing;
};

/** Node's own answer, for an end that is none. */
export type Outgoing = {
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(piece: Uint8Array, done: () => void): boolean;
  destroy(): unknown;
};

const LATE_MS = 3000;
const BURST_COUNT = 2;
const RETRY_AFTER_SECONDS = '1';

/** Answers a request, or lets a failure on demand of the connection or of the service's front door come between. */
export async function answerThroughFaults(
  { faults, clock, tasks }: EmulatorContext,
  voice: Voice,
  request: Asked,
  answer: () => Promise<Response>,
): Promise<Response> {
  const asked = `${request.method} ${request.path}`;
  // A program that ends waits no longer.
  if (faults.strikes('late', request.path)) await clock.wait(LATE_MS, tasks.signal).catch(() => {});
  if (faults.strikesFirst('burst', asked, BURST_COUNT)) return unavailable[voice]();
  if (faults.strikesFirst('throttled', asked)) return throttled[voice](request.method);
  if (faults.strikesFirst('reset', asked)) return breakOff(await answer(), request.outgoing);
  return answer();
}

const unavailable: Record<Voice, () => Response> = {
  arm: () =>
    new ArmError(503, 'ServiceUnavailable', 'The service is unavailable. (fault-burst)').toResponse(),
  files: serverBusy,
};

const throttled: Record<Voice, (method: string) => Response> = {
  arm: (method) =>
    new ArmError(
      429,
      'SubscriptionRequestsThrottled',
      `Number of '${operationKind(method)}' requests for the subscription exceeded. Please try again after '${RETRY_AFTER_SECONDS}' seconds. (fault-throttled)`,
      { headers: { 'Retry-After': RETRY_AFTER_SECONDS } },
    ).toResponse(),
  files: serverBusy,
};

function serverBusy(): Response {
  const requestId = randomUUID();
  const response = errorResponse(new FilesError('ServerBusy'), requestId, Date.now());
  response.headers.set('x-ms-request-id', requestId);
  response.headers.set('Retry-After', RETRY_AFTER_SECONDS);
  return response;
}

function operationKind(method: string): string {
  if (method === 'DELETE') return 'delete';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

/** Sends the answer up to the middle of its first piece, or nothing of one without a body; then the connection breaks. */
async function breakOff(response: Response, outgoing: Outgoing): Promise<Response> {
  const reader = response.body?.getReader();
  const piece = (await reader?.read())?.value;
  await reader?.cancel();
  if (piece) {
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    const half = piece.subarray(0, Math.ceil(piece.byteLength / 2));
    await new Promise<void>((resolve) => outgoing.write(half, () => resolve()));
  }
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
