import 'server-only';
import { toAppError } from '@/lib/azure/errors';
import { AppError } from '@/lib/core/errors';

/** One management or storage request with its retries; long operations are polled by calls of their own. */
const CALL_TIMEOUT_MS = 60_000;
/** A picker with more entries than this is of no use, and an endless list must end. */
const MAX_LISTED = 5_000;

type CallOptions = { abortSignal: AbortSignal };

/** Runs one Azure call within a time limit and translates what it throws. `doing` completes "Azure could not …". */
export async function callAzure<T>(
  doing: string,
  signal: AbortSignal | undefined,
  call: (options: CallOptions) => Promise<T>,
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const abortSignal = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    return await unlessAborted(call({ abortSignal }), abortSignal);
  } catch (error) {
    if (signal?.aborted) throw cancelled(signal.reason, doing);
    if (timeout.aborted) throw timedOut(doing, `within ${Math.round(timeoutMs / 1000)} s`);
    throw toAppError(error, doing);
  }
}

/** Reads a paged list to its end, or to a bound that no picker needs. */
export async function listAzure<T>(
  doing: string,
  signal: AbortSignal | undefined,
  list: (options: CallOptions) => AsyncIterable<T>,
): Promise<T[]> {
  return callAzure(doing, signal, async (options) => {
    const items: T[] = [];
    for await (const item of list(options)) {
      items.push(item);
      if (items.length === MAX_LISTED) break;
    }
    return items;
  });
}

/** The clients heed their signal but while they wait for a token, which a command line may take its time to give. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: gaveUp, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, gaveUp]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function cancelled(reason: unknown, doing: string): AppError {
  if (reason instanceof AppError) return reason;
  // The caller's own limit, not somebody's wish.
  if (reason instanceof DOMException && reason.name === 'TimeoutError') return timedOut(doing, 'in time');
  return new AppError(
    'cancelled',
    { code: 'cancelled', message: 'The request was cancelled.', action: 'Start it again when you need it.' },
    { cause: reason },
  );
}

function timedOut(doing: string, within: string): AppError {
  return new AppError('timeout', {
    code: 'azure_timeout',
    message: `Azure did not answer ${within} to the request to ${doing}.`,
    action: 'Try again in a few minutes.',
  });
}
