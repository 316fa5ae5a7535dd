import 'server-only';
import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { rememberTenant } from '@/lib/azure/known-tenants';

const HTTP_UNAUTHORIZED = 401;
const WRONG_ISSUER = 'The access token is from the wrong issuer';
/** Whose subscription a request's path is about. */
export const SUBSCRIPTION = /^\/subscriptions\/([0-9a-f-]{36})(?=\/|$)/i;
/** `Bearer authorization_uri="https://login.windows.net/{tenant}", error="invalid_token", …` */
const OWN_TENANT = /authorization_uri="https:\/\/[^/"]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?"/i;

/**
 * Asks once more in the right tenant when ARM says that a subscription belongs to another one than the token: a subscription
 * may be known by its id alone, from a file or from another run of this program.
 */
export function followTenant(
  credentialIn: (tenantId: string) => TokenCredential,
  scope: string,
): PipelinePolicy {
  return {
    name: 'slipwayFollowTenant',
    async sendRequest(request, next) {
      const response = await next(request);
      const tenantId = namedTenant(response);
      const subscriptionId = SUBSCRIPTION.exec(new URL(request.url).pathname)?.[1];
      if (!tenantId || !subscriptionId) return response;
      const token = await credentialIn(tenantId).getToken(scope);
      if (!token) return response;
      rememberTenant(subscriptionId, tenantId);
      request.headers.set('authorization', `Bearer ${token.token}`);
      return next(request);
    },
  };
}

function namedTenant({ status, headers, bodyAsText }: PipelineResponse): string | undefined {
  const challenge = headers.get('www-authenticate') ?? '';
  // The answer to a HEAD has no body: there the challenge alone tells.
  const told = bodyAsText?.includes('InvalidAuthenticationTokenTenant') || challenge.includes(WRONG_ISSUER);
  return status === HTTP_UNAUTHORIZED && told ? OWN_TENANT.exec(challenge)?.[1] : undefined;
}
