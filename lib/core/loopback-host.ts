const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a `Host` header names this machine by itself. Another name that was made to resolve here (DNS rebinding) does
 * not, and would give another site's pages everything that we answer.
 */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host.toLowerCase().replace(/:\d{1,5}$/, ''));
}
