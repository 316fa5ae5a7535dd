const TIMEOUT_MS = 10_000;

/** Whether an address answers that there is nothing there. One that does not answer, or fails, may yet come back. */
export async function isGone(url: string, signal: AbortSignal): Promise<boolean> {
  // The status is all that is wanted: the body of a stream would never end.
  const done = new AbortController();
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, done.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return response.status === 404;
  } catch {
    return false;
  } finally {
    done.abort();
  }
}
