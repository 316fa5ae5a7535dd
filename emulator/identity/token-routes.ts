import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../context.ts';
import { EntraError, missingParameter } from './entra-error.ts';
import { readForm } from './read-form.ts';
import { checkResource } from './resource-name.ts';
import { signInRefusal } from './sign-in-refusal.ts';
import { requireTenant } from './tenant.ts';

const LIFETIME_S = 3599;
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const DEFAULT_SCOPE = '/.default';

/**
 * Tokens for applications, in both versions of the endpoint:
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export function addTokenRoutes(app: Hono, context: EmulatorContext): void {
  const grant = async (c: Context, audienceOf: (form: URLSearchParams) => string) => {
    const tenant = requireTenant(context, c.req.param('tenant') ?? '', 'invalid_request');
    const form = await readForm(c.req.raw);
    const { clientId, proof } = readClient(form, c.req.header('authorization'));
    const audience = audienceOf(form);
    const refusal = signInRefusal(tenant, clientId);
    if (refusal) throw refusal;
    const request = { audience, clientId, proof, lifetimeS: LIFETIME_S, tenantId: tenant.id };
    return { audience, ...context.tokens.issue(request) };
  };

  app.post('/:tenant/oauth2/v2.0/token', async (c) => {
    const { token } = await grant(c, readScope);
    return c.json({
      token_type: 'Bearer',
      expires_in: LIFETIME_S,
      ext_expires_in: LIFETIME_S,
      access_token: token,
    });
  });
  app.post('/:tenant/oauth2/token', async (c) => {
    const { audience, token, notBeforeS, expiresAtS } = await grant(c, readResource);
    // The first version of the endpoint writes its numbers as text.
    return c.json({
      token_type: 'Bearer',
      expires_in: String(LIFETIME_S),
      ext_expires_in: String(LIFETIME_S),
      expires_on: String(expiresAtS),
      not_before: String(notBeforeS),
      resource: audience,
      access_token: token,
    });
  });
  app.on(['GET', 'PUT', 'DELETE'], ['/:tenant/oauth2/v2.0/token', '/:tenant/oauth2/token'], (c) => {
    throw new EntraError(
      405,
      'invalid_request',
      900561,
      `The endpoint only accepts POST, OPTIONS requests. Received a ${c.req.method} request.`,
    );
  });
}

/** Whoever asks is believed: there are no registrations here that an id and a secret could be held against. */
function readClient(
  form: URLSearchParams,
  authorization: string | undefined,
): { clientId: string; proof: '1' | '2' } {
  const grantType = form.get('grant_type');
  if (!grantType) throw missingParameter('grant_type');
  if (grantType !== 'client_credentials') {
    throw new EntraError(
      400,
      'unsupported_grant_type',
      70003,
      `The app requested an unsupported grant type '${grantType}'.`,
    );
  }
  const basic = readBasic(authorization);
  const clientId = form.get('client_id') || basic?.clientId;
  if (!clientId) throw missingParameter('client_id');
  const assertion = form.get('client_assertion');
  if (assertion) {
    if (form.get('client_assertion_type') !== JWT_BEARER) throw missingParameter('client_assertion_type');
    if (!JWT.test(assertion)) {
      throw new EntraError(401, 'invalid_client', 50027, 'JWT token is invalid or malformed.');
    }
    return { clientId, proof: '2' };
  }
  if (form.get('client_secret') || basic?.secret) return { clientId, proof: '1' };
  throw new EntraError(
    401,
    'invalid_client',
    7000216,
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  );
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
function readBasic(authorization: string | undefined): { clientId: string; secret: string } | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (!encoded) return undefined;
  const [clientId = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId: formDecode(clientId), secret: formDecode(secret) };
}

function formDecode(text: string): string {
  return new URLSearchParams(`value=${text}`).get('value') ?? '';
}

function readScope(form: URLSearchParams): string {
  const scope = form.get('scope');
  if (!scope) throw missingParameter('scope');
  const asked = scope.split(/\s+/).find((part) => part.endsWith(DEFAULT_SCOPE));
  if (!asked) {
    throw new EntraError(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  return checkResource(asked.slice(0, -DEFAULT_SCOPE.length));
}

function readResource(form: URLSearchParams): string {
  const resource = form.get('resource');
  if (!resource) throw missingParameter('resource');
  return checkResource(resource);
}
