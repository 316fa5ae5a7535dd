import { setImmediate } from 'node:timers/promises';
import { ArmError } from './arm/arm-error.ts';
import type { EmulatorContext } from './context.ts';
import { xmlResponse } from './files/xml.ts';

export type Voice = 'arm' | 'files';

const LATE_MS = 3000;
const BURST_COUNT = 2;
const RETRY_AFTER_SECONDS = '1';
const NULL_BODY_STATUSES = [204, 205, 304];

/**
 * Answers a request, or lets a failure on demand of the connection or of the service's front door come between. `path`
 * is what the failure's name is looked for in.
 */
export async function answerThroughFaults(
  { faults, clock, tasks }: EmulatorContext,
  voice: Voice,
  request: { method: string; path: string },
  answer: () => Promise<Response>,
): Promise<Response> {
  const asked = `${request.method} ${request.path}`;
  if (faults.strikes('late', request.path)) await clock.wait(LATE_MS, tasks.signal);
  if (faults.strikesFirst('burst', asked, BURST_COUNT)) return unavailable[voice]();
  if (faults.strikesFirst('throttled', asked)) return throttled[voice](request.method);
  if (faults.strikesFirst('reset', asked)) return brokenOff(await answer());
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

/** https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes */
function serverBusy(): Response {
  const response = xmlResponse(503, [
    'Error',
    [
      ['Code', 'ServerBusy'],
      ['Message', 'The server is currently unable to receive requests. Please retry.'],
    ],
  ]);
  response.headers.set('x-ms-error-code', 'ServerBusy');
  response.headers.set('Retry-After', RETRY_AFTER_SECONDS);
  return response;
}

function operationKind(method: string): string {
  if (method === 'DELETE') return 'delete';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

/** The answer up to the middle of its first piece; then the connection breaks. */
function brokenOff(response: Response): Response {
  const reader = response.body?.getReader();
  let begun = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = begun ? undefined : (await reader?.read())?.value;
      begun = true;
      if (piece && piece.byteLength > 1) {
        controller.enqueue(piece.subarray(0, Math.floor(piece.byteLength / 2)));
        return;
      }
      // What was written goes out before the end does.
      await setImmediate();
      controller.error(new Error('The connection breaks off. (fault-reset)'));
      await reader?.cancel();
    },
  });
  const status = NULL_BODY_STATUSES.includes(response.status) ? 200 : response.status;
  return new Response(body, { status, headers: response.headers });
}
