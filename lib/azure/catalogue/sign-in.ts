import 'server-only';
import { type Catalogue, type CatalogueEntry, LEARN } from '@/lib/azure/catalogue/entry';

const link = `${LEARN}/entra/identity-platform/reference-error-codes`;
const signInTo = 'Sign in again with `az login --tenant` and the tenant’s id, then try again.';
const signIn =
  'Sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, then try again.';

const refused = (
  sentence: string,
  cause: string,
  action: string,
  kind: CatalogueEntry['kind'] = 'unauthenticated',
): CatalogueEntry => ({ kind, sentence, cause, action, link });

/** For a sign-in that is missing, or refused without a number that says more. */
export const notSignedIn: CatalogueEntry = {
  kind: 'unauthenticated',
  sentence: 'Slipway is not signed in to Azure.',
  cause: 'No credential was found on the machine that runs Slipway, or the one that was found has run out.',
  action: signIn,
  link: `${LEARN}/azure/developer/javascript/sdk/authentication/credential-chains`,
};

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export const signInCatalogue: Catalogue = {
  AADSTS50020: refused(
    'The signed-in user is not a member of this tenant.',
    'The account belongs to another tenant and has not been invited to this one as a guest.',
    'Choose a tenant that the account belongs to, or ask for an invitation.',
  ),
  AADSTS50057: refused(
    'The account is disabled.',
    'An administrator has disabled the account that Slipway is signed in with.',
    'Sign in with another account, or ask an administrator to enable it.',
  ),
  AADSTS50076: refused(
    'The tenant asks for a second factor.',
    'The tenant requires multifactor authentication, which a saved sign-in has not done.',
    signInTo,
  ),
  AADSTS50079: refused(
    'The tenant asks for a second factor that has not been set up yet.',
    'The tenant requires multifactor authentication, and the account has no method registered.',
    'Sign in to the Azure portal once and set up the second factor, then sign in again with `az login`.',
  ),
  AADSTS50105: refused(
    'The account is not assigned to the application that signs in.',
    'The application lets only assigned users and groups sign in.',
    'Ask an administrator of the tenant to assign the account to the application.',
    'forbidden',
  ),
  AADSTS50158: refused(
    'The tenant asks for a further proof of identity.',
    'A rule of the tenant sends this sign-in to another provider first.',
    signInTo,
  ),
  AADSTS50173: refused(
    'The saved sign-in was revoked.',
    'The account’s sign-ins were ended, often because its credentials were changed.',
    signIn,
  ),
  AADSTS500011: refused(
    'The tenant does not know the service that the sign-in is for.',
    'AZURE_RESOURCE_MANAGER_AUDIENCE is mistyped, or belongs to another cloud than the tenant.',
    'Correct SLIPWAY_CLOUD or AZURE_RESOURCE_MANAGER_AUDIENCE, then start Slipway again.',
  ),
  AADSTS53000: refused(
    'The tenant only accepts devices that comply with its rules.',
    'Conditional access of the tenant requires a managed, compliant device.',
    'Run Slipway on a compliant device, or ask an administrator for a service principal.',
    'forbidden',
  ),
  AADSTS53003: refused(
    'Conditional access of the tenant blocks this sign-in.',
    'A rule of the tenant forbids it from this place, device or application.',
    'Ask an administrator of the tenant which rule blocks it; the correlation id leads them to it.',
    'forbidden',
  ),
  AADSTS65001: refused(
    'Nobody has consented to the application that signs in.',
    'The tenant requires consent before an application may act for a user.',
    'Ask an administrator of the tenant to grant consent, or sign in with `az login`.',
    'forbidden',
  ),
  AADSTS70043: refused(
    'The saved sign-in has run out.',
    'The tenant limits how long a sign-in lasts.',
    signIn,
  ),
  AADSTS700016: refused(
    'The tenant does not know the application that signs in.',
    'AZURE_CLIENT_ID names an application that is not in the tenant that AZURE_TENANT_ID names.',
    'Correct AZURE_CLIENT_ID or AZURE_TENANT_ID, then start Slipway again.',
  ),
  AADSTS700082: refused(
    'The saved sign-in has run out.',
    'It was not used for longer than the tenant allows.',
    signIn,
  ),
  AADSTS7000215: refused(
    'The client secret is wrong.',
    'AZURE_CLIENT_SECRET does not hold the value of a secret of the application; often it holds the secret’s id.',
    'Put the secret’s value into AZURE_CLIENT_SECRET, then start Slipway again.',
  ),
  AADSTS7000222: refused(
    'The client secret has expired.',
    'Every secret of an application has an end date.',
    'Make a new secret for the application, put it into AZURE_CLIENT_SECRET, then start Slipway again.',
  ),
  AADSTS900023: refused(
    'That is no id of a tenant.',
    'A tenant is named by its GUID or by a domain of its own.',
    'Correct the tenant’s id, then try again.',
    'bad_input',
  ),
  AADSTS90002: refused(
    'There is no such tenant.',
    'The tenant’s id is mistyped, belongs to another cloud, or the tenant has no active subscription.',
    'Correct the tenant’s id, then try again.',
    'not_found',
  ),
};
