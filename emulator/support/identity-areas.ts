import type { Area } from './area.ts';

/** https://learn.microsoft.com/entra/identity-platform and https://learn.microsoft.com/entra/identity/managed-identities-azure-resources */
export const identityAreas: readonly Area[] = [
  {
    title: 'sign-in',
    supported: {
      'instance discovery': 'GET /common/discovery/instance',
      'OpenID configuration': 'GET /{}/v2.0/.well-known/openid-configuration',
      'OpenID configuration (v1)': 'GET /{}/.well-known/openid-configuration',
      'signing keys': 'GET /{}/discovery/v2.0/keys',
      'signing keys (v1)': 'GET /{}/discovery/keys',
      'tokens for applications': 'POST /{}/oauth2/v2.0/token',
      'tokens for applications (v1)': 'POST /{}/oauth2/token',
    },
  },
  {
    title: 'managed identities',
    supported: {
      'as in App Service': 'GET /msi/token',
      'as in Cloud Shell': 'POST /msi/token',
      'as on a virtual machine': 'GET /metadata/identity/oauth2/token',
    },
  },
];
