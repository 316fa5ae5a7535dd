import { isLoopbackHost } from '@/lib/core/loopback-host';

const REFUSAL =
  'This address does not name this machine. Open Slipway at the address that it printed when it started.\n';

/** Goes before every page and every answer: reading, too, is for those alone who asked for this machine by its own name. */
export function proxy(request: Request): Response | undefined {
  if (isLoopbackHost(request.headers.get('host') ?? '')) return undefined;
  return new Response(REFUSAL, {
    status: 403,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
