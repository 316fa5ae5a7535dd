import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { endOf } from './children.mjs';
import { Refusal } from './refusal.mjs';

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

/**
 * Waits until a process can be used; refuses when it ends before, or takes too long.
 * @param {string} name @param {import('node:child_process').ChildProcess} child
 * @param {(signal: AbortSignal) => Promise<void>} ready @param {number} timeoutMs
 * @returns {Promise<{ end: Promise<string> }>} its end, as a sentence
 */
export async function becomesReady(name, child, ready, timeoutMs) {
  const end = endOf(child).then(({ how }) => `${name} ${how}.`);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const tooLate = once(late.signal, 'abort').then(() => `${name} was not ready after ${timeoutMs / 1000} s.`);
  const problem = await Promise.race([ready(late.signal), end, tooLate]);
  clearTimeout(timer);
  if (problem !== undefined) throw new Refusal(problem);
  return { end };
}
