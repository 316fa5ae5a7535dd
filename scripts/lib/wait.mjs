import { createInterface } from 'node:readline';

const POLL_INTERVAL_MS = 200;

/**
 * Resolves once `stream` has a line that matches. Lines before it go to `onLine`, and so do all that follow.
 * @param {import('node:stream').Readable} stream @param {RegExp} pattern @param {(line: string) => void} onLine
 * @returns {Promise<void>}
 */
export function lineMatching(stream, pattern, onLine) {
  return new Promise((resolve) => {
    createInterface({ input: stream }).on('line', (line) => (pattern.test(line) ? resolve() : onLine(line)));
  });
}

/**
 * Resolves once `url` answers with success.
 * @param {string} url @param {AbortSignal} signal
 */
export async function answering(url, signal) {
  while (!signal.aborted) {
    const ok = await fetch(url, { signal }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}
