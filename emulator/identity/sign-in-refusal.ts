import type { Tenant } from '../state/models.ts';
import { EntraError } from './entra-error.ts';

/** The policy that asks for more than a secret, as the challenge names it. */
const POLICY_ID = '5a3b1e00-0000-4000-8000-0000000000ca';
const CLAIMS = { access_token: { capolids: { essential: true, values: [POLICY_ID] } } };
/** Azure Service Management, which is what tokens for the control plane are for. */
const MANAGEMENT_APP = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

/** Why the tenant does not take a client, or not by a secret alone; undefined when it does. */
export function signInRefusal(
  { id, displayName, signIn = 'ok' }: Tenant,
  clientId: string,
): EntraError | undefined {
  switch (signIn) {
    case 'ok':
      return undefined;
    case 'mfa-required':
      return new EntraError(
        400,
        'interaction_required',
        50076,
        `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${MANAGEMENT_APP}'.`,
        { suberror: 'basic_action', claims: JSON.stringify(CLAIMS) },
      );
    case 'not-a-member':
      return new EntraError(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${clientId}' was not found in the directory '${displayName}' (${id}). This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
      );
    default:
      return signIn satisfies never;
  }
}
