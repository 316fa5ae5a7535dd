import 'server-only';
import {
  isRestError,
  type PipelinePolicy,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { SUBSCRIPTION } from '@/lib/azure/follow-tenant';
import { knownTenant } from '@/lib/azure/known-tenants';

const HTTP_UNAUTHORIZED = 401;
/** What the client's own retries take for a break of the connection. */
const CONNECTION_BROKE = 'ECONNRESET';

/**
 * Bears what the client's own retries do not know: an answer that breaks off in its middle is asked for again as if there had
 * been none, and a token that ran out on its way is replaced once.
 */
export function askAgain(
  credentialIn: (tenantId?: string) => TokenCredential,
  scope: string,
): PipelinePolicy {
  return {
    name: 'slipwayAskAgain',
    async sendRequest(request, next) {
      const response = await next(request).catch((error: unknown) => {
        throw brokeOff(error) ?? error;
      });
      if (!tokenRanOut(response)) return response;
      const subscriptionId = SUBSCRIPTION.exec(new URL(request.url).pathname)?.[1];
      const tenantId = subscriptionId && knownTenant(subscriptionId);
      const token = await credentialIn(tenantId).getToken(scope);
      if (!token) return response;
      request.headers.set('authorization', `Bearer ${token.token}`);
      return next(request);
    },
  };
}

function brokeOff(error: unknown): RestError | undefined {
  if (!isRestError(error) || error.code !== RestError.PARSE_ERROR || error.statusCode !== undefined)
    return undefined;
  const { message, request } = error;
  return new RestError(message, { code: CONNECTION_BROKE, ...(request && { request }) });
}

function tokenRanOut({ status, bodyAsText }: PipelineResponse): boolean {
  return status === HTTP_UNAUTHORIZED && (bodyAsText?.includes('ExpiredAuthenticationToken') ?? false);
}
