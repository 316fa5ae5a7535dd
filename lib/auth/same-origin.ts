import 'server-only';
import { AppError } from '@/lib/core/errors';
import { isLoopbackHost } from '@/lib/core/loopback-host';

/**
 * Lets a change through only when a page of ours, or no page at all, asks for it. Refused: a `Host` that is not loopback
 * (another site's name that was made to resolve here, DNS rebinding), and a request that another site's page sent.
 * Programs such as curl send neither `Origin` nor `Sec-Fetch-Site`; they pass, having no one's cookies.
 * Throws `cross_site_request`.
 */
export function requireSameOrigin(headers: Headers): void {
  const host = headers.get('host') ?? '';
  if (!isLoopbackHost(host))
    throw refused('The request was addressed to a host name that is not this machine.');
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none')
    throw refused('Another site sent the request.');
  const origin = headers.get('origin');
  if (origin !== null && hostOf(origin) !== host.toLowerCase())
    throw refused('Another site sent the request.');
}

/** The host and port of an origin; undefined for `null` and for anything that is no http origin. */
function hostOf(origin: string): string | undefined {
  const url = URL.parse(origin);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.host : undefined;
}

function refused(message: string): AppError {
  return new AppError('forbidden', {
    code: 'cross_site_request',
    message,
    action: 'Open Slipway at the address that it printed when it started, and try again from there.',
  });
}
