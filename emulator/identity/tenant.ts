import type { Account } from '../state/models.ts';
import { EntraError } from './entra-error.ts';

const IDENTIFIER = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9-]+(\.[a-z0-9-]+)+)$/i;
/** Stand for the tenant of whoever signs in; there is but one here. */
const ANY_TENANT = ['common', 'organizations'];

/**
 * Checks the tenant in a sign-in address: its id, its domain, or a name for any. Throws EntraError, whose `error` for a
 * tenant that is not there is one thing where tokens are asked for, and another where endpoints are.
 */
export function requireTenant(
  { tenant }: Account,
  asked: string,
  unknown: 'invalid_tenant' | 'invalid_request' = 'invalid_tenant',
): void {
  const known = [tenant.id, tenant.defaultDomain, ...ANY_TENANT];
  if (known.some((name) => name.toLowerCase() === asked.toLowerCase())) return;
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
