import 'server-only';

/**
 * The promise's own outcome; but once `signal` is aborted, it has `timeoutMs` left: after that the result is a rejection with
 * the signal's reason, and whatever the promise comes to is ignored.
 */
export async function settleWithin<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  const { promise: gaveUp, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    timer = setTimeout(() => reject(signal.reason), timeoutMs);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, gaveUp]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}
