import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '../clock.ts';
import { originOf } from './http.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PUBLIC_ARM = 'https://management.azure.com';
/** What ARM's token buckets hold for a subscription when they are full; nothing is taken out here. */
const REMAINING = {
  reads: { own: 249, global: 3749 },
  writes: { own: 199, global: 2999 },
  deletes: { own: 199, global: 2999 },
};

/**
 * The headers of every answer. https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 * and, for the request ids, the headers that Azure's tools record.
 */
export function responseHeaders(clock: Clock): MiddlewareHandler {
  return async (c, next) => {
    const requestId = randomUUID();
    const correlationId = c.req.header('x-ms-correlation-request-id') ?? '';
    await next();
    c.header('cache-control', 'no-cache');
    c.header('pragma', 'no-cache');
    c.header('expires', '-1');
    c.header('x-content-type-options', 'nosniff');
    // Nowhere else: it would bind `localhost` in browsers for a year.
    if (originOf(c) === PUBLIC_ARM) {
      c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
    c.header('x-ms-request-id', requestId);
    c.header('x-ms-correlation-request-id', GUID.test(correlationId) ? correlationId : requestId);
    c.header('x-ms-routing-request-id', `LOCAL:${compactTime(clock.now())}:${requestId}`);
    const clientId = c.req.header('x-ms-client-request-id');
    if (clientId && c.req.header('x-ms-return-client-request-id') === 'true') {
      c.header('x-ms-client-request-id', clientId);
    }
    const kind = c.req.method === 'GET' || c.req.method === 'HEAD' ? 'reads' : bucketOf(c);
    const scope = c.req.path.startsWith('/subscriptions/') ? 'subscription' : 'tenant';
    c.header(`x-ms-ratelimit-remaining-${scope}-${kind}`, String(REMAINING[kind].own));
    c.header(`x-ms-ratelimit-remaining-${scope}-global-${kind}`, String(REMAINING[kind].global));
    if (c.res.headers.get('content-type') === 'application/json') {
      c.header('content-type', 'application/json; charset=utf-8');
    }
  };
}

function bucketOf(c: Context): 'writes' | 'deletes' {
  return c.req.method === 'DELETE' ? 'deletes' : 'writes';
}

/** `20201009T211544Z` */
function compactTime(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}
