/** Resolves when the promise resolves or the signal aborts, whichever is first. */
export function settledOrAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    promise.then(done);
    if (signal.aborted) done();
  });
}
