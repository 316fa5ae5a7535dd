import type { MiddlewareHandler } from 'hono';
import { tenantsOf } from '../accounts.ts';
import { ArmError } from '../arm/arm-error.ts';
import { usTime } from '../arm/us-time.ts';
import type { EmulatorContext } from '../context.ts';
import { tenantOfToken } from './tenant.ts';
import { issuerOf } from './tokens.ts';

const SIGN_IN = 'https://login.windows.net/';
const SECOND_MS = 1000;
const AUDIENCES = [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
];

/** Refuses requests to the control plane whose bearer token the sign-in service here has not issued for it. */
export function requireToken(context: EmulatorContext): MiddlewareHandler {
  return async (c, next) => {
    checkToken(context, c.req.path, c.req.header('authorization'));
    await next();
  };
}

/** Refuses what is asked about a subscription with a token that the sign-in service here has issued for another tenant. */
export function requireOwnTenant(context: EmulatorContext): MiddlewareHandler {
  return async (c, next) => {
    const { tenant } = context.account();
    const asking = tenantOfToken(context, c.req.header('authorization'));
    if (isAboutSubscription(c.req.path) && asking.id !== tenant.id)
      throw wrongTenant(issuerOf(asking.id), tenant.id);
    await next();
  };
}

function isAboutSubscription(path: string): boolean {
  return path.startsWith('/subscriptions/');
}

function unauthorized(authority: string, code: string, message: string, description: string): ArmError {
  return new ArmError(401, code, message, {
    headers: {
      'WWW-Authenticate': `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${description}"`,
    },
  });
}

function wrongTenant(issuer: string, tenant: string): ArmError {
  return unauthorized(
    SIGN_IN + tenant,
    'InvalidAuthenticationTokenTenant',
    `The access token is from the wrong issuer '${issuer}'. It must match the tenant '${issuerOf(tenant)}' associated with this subscription. Please use the authority (URL) '${SIGN_IN}${tenant}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
    'The access token is from the wrong issuer.',
  );
}

function checkToken(context: EmulatorContext, path: string, authorization: string | undefined): void {
  const tenant = context.account().tenant.id;
  const authority = isAboutSubscription(path) ? SIGN_IN + tenant : SIGN_IN;
  const refuse = (code: string, message: string, description = message) =>
    unauthorized(authority, code, message, description);

  if (!authorization) {
    throw refuse(
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
      "The authentication failed because of missing 'Authorization' header.",
    );
  }
  const [, bearer] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (!bearer) {
    throw refuse(
      'AuthenticationFailedInvalidHeader',
      "Authentication failed. The 'Authorization' header is provided in an invalid format.",
    );
  }
  const token = context.tokens.read(bearer);
  if (!token) throw refuse('InvalidAuthenticationToken', 'The access token is invalid.');
  const { aud, iss, exp, nbf } = token.claims;
  const tenants = isAboutSubscription(path) ? [tenant] : tenantsOf(context).map(({ id }) => id);
  if (!tenants.some((id) => iss === issuerOf(id))) throw wrongTenant(iss, tenant);
  const nowS = context.clock.now() / SECOND_MS;
  if (!token.signedHere || nbf > nowS) {
    throw refuse('InvalidAuthenticationToken', 'The access token is invalid.');
  }
  if (exp <= nowS) {
    throw refuse(
      'ExpiredAuthenticationToken',
      `The access token expiry UTC time '${usTime(exp * SECOND_MS)}' is earlier than current UTC time '${usTime(nowS * SECOND_MS)}'.`,
    );
  }
  if (!AUDIENCES.includes(aud)) {
    throw refuse(
      'InvalidAuthenticationTokenAudience',
      `The access token has been obtained for wrong audience or resource '${aud}'. It should exactly match with one of the allowed audiences ${AUDIENCES.map((each) => `'${each}'`).join(',')}.`,
      'The access token has been obtained for wrong audience or resource.',
    );
  }
}
