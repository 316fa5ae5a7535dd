import type { EmulatorContext } from '../context.ts';

const SECONDS = 1;

/** For an answer whose result is there by the time that anybody asks for it. */
export const RETRY_SOON = { 'Retry-After': String(SECONDS) };

/**
 * The header that says how long to wait before asking again: the Python clients would else wait half a minute. Where
 * transitions are immediate nobody needs to wait.
 */
export function retryAfter({ pace }: EmulatorContext): Record<string, string> {
  return pace === 0 ? {} : RETRY_SOON;
}
