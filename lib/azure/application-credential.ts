import 'server-only';
import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { type AccessToken, AuthenticationError, type TokenCredential } from '@azure/identity';
import { z } from 'zod';

const TOKEN_TIMEOUT_MS = 10_000;
/** A token that is about to expire might do so on its way. */
const RENEW_EARLY_MS = 5 * 60_000;

const answerSchema = z.object({ access_token: z.string(), expires_in: z.number() });
const refusalSchema = z.object({ error: z.string(), error_description: z.string() });

/**
 * An application's identity at a sign-in service on this machine, which the identity library refuses to speak plain http to.
 * Throws the library's own AuthenticationError for a refusal, so that it is explained as any other.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export function applicationCredential(
  authority: string,
  tenantId: string,
  client: { id: string; secret: string },
): TokenCredential {
  const http = createDefaultHttpClient();
  const tokens = new Map<string, AccessToken>();
  return {
    async getToken(scopes) {
      const scope = typeof scopes === 'string' ? scopes : scopes.join(' ');
      const kept = tokens.get(scope);
      if (kept && kept.expiresOnTimestamp - RENEW_EARLY_MS > Date.now()) return kept;
      const request = createPipelineRequest({
        url: `${authority}/${tenantId}/oauth2/v2.0/token`,
        method: 'POST',
        headers: createHttpHeaders({ 'content-type': 'application/x-www-form-urlencoded' }),
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: client.id,
          client_secret: client.secret,
          scope,
        }).toString(),
        allowInsecureConnection: true,
        abortSignal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
      });
      const { status, bodyAsText } = await http.sendRequest(request);
      const body = readJson(bodyAsText);
      const answer = answerSchema.safeParse(body);
      if (!answer.success) throw new AuthenticationError(status, refusalSchema.safeParse(body).data);
      const token = {
        token: answer.data.access_token,
        expiresOnTimestamp: Date.now() + answer.data.expires_in * 1_000,
      };
      tokens.set(scope, token);
      return token;
    },
  };
}

function readJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
