import type { EmulatorContext } from '../context.ts';

/**
 * The header that says how long to wait before asking again: the Python clients would else wait half a minute. Where
 * transitions are immediate nobody needs to wait.
 */
export function retryAfter({ pace }: EmulatorContext): Record<string, string> {
  return pace === 0 ? {} : { 'Retry-After': '1' };
}
