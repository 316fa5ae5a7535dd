import { tenantsOf } from '../accounts.ts';
import type { EmulatorContext } from '../context.ts';
import type { Tenant } from '../state/models.ts';
import { EntraError } from './entra-error.ts';

const IDENTIFIER = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9-]+(\.[a-z0-9-]+)+)$/i;
/** Stand for the tenant of whoever signs in: the home tenant. */
const ANY_TENANT = ['common', 'organizations'];

/**
 * The tenant that a sign-in address names: by its id, its domain, or a name for any. Throws EntraError, whose `error`
 * for a tenant that is not there is one thing where tokens are asked for, and another where endpoints are.
 */
export function requireTenant(
  context: EmulatorContext,
  asked: string,
  unknown: 'invalid_tenant' | 'invalid_request' = 'invalid_tenant',
): Tenant {
  const name = asked.toLowerCase();
  const tenant = tenantsOf(context).find(
    ({ id, defaultDomain }, index) =>
      id.toLowerCase() === name ||
      defaultDomain.toLowerCase() === name ||
      (index === 0 && ANY_TENANT.includes(name)),
  );
  if (tenant) return tenant;
  if (!IDENTIFIER.test(asked)) {
    throw new EntraError(
      400,
      'invalid_request',
      900023,
      `Specified tenant identifier '${asked}' is neither a valid DNS name, nor a valid external domain.`,
    );
  }
  throw new EntraError(
    400,
    unknown,
    90002,
    `Tenant '${asked}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );
}

/** The tenant whose token a request carries; the home tenant for one that was not given out here, or none. */
export function tenantOfToken(context: EmulatorContext, authorization: string | undefined): Tenant {
  const [, bearer = ''] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  const token = context.tokens.read(bearer);
  const tenants = tenantsOf(context);
  const signer = token?.signedHere ? token.claims.tid : undefined;
  return tenants.find(({ id }) => id === signer) ?? tenants[0];
}
