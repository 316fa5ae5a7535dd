/** Settles as the promise does, or rejects with the signal's reason when that comes first; the work itself goes on. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
  });
}

/** Resolves when the promise resolves or the signal aborts, whichever is first. */
export async function settledOrAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  await unlessAborted(promise, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
