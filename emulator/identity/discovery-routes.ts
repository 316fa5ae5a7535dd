import type { Context, Hono } from 'hono';
import { originOf } from '../arm/http.ts';
import type { EmulatorContext } from '../context.ts';
import { hostRole } from '../public-names.ts';
import { EntraError } from './entra-error.ts';
import { requireTenant } from './tenant.ts';
import { issuerOf } from './tokens.ts';

const AUTHORITY_HOSTS = [
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
];

/**
 * What clients read before they ask for a token: which hosts are one cloud, where a tenant's endpoints are, and the
 * keys that tokens are signed with. https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 */
export function addDiscoveryRoutes(app: Hono, context: EmulatorContext): void {
  const tenantOf = (c: Context): { asked: string; id: string } => {
    const asked = c.req.param('tenant') ?? '';
    return { asked, id: requireTenant(context, asked).id };
  };

  app.get('/common/discovery/instance', (c) => {
    const asked = URL.parse(c.req.query('authorization_endpoint') ?? '');
    const role = asked?.protocol === 'https:' ? hostRole(asked.host) : undefined;
    if (!asked || (role !== 'sign-in' && role !== 'loopback')) {
      throw new EntraError(400, 'invalid_instance', 50049, 'Unknown or invalid instance.');
    }
    const [, tenant = 'common'] = asked.pathname.split('/');
    const version = /\/v2\.0\//i.test(asked.pathname) ? '/v2.0' : '';
    const own =
      role === 'sign-in'
        ? []
        : [{ preferred_network: asked.host, preferred_cache: asked.host, aliases: [asked.host] }];
    return c.json({
      tenant_discovery_endpoint: `${asked.origin}/${tenant}${version}/.well-known/openid-configuration`,
      'api-version': c.req.query('api-version') ?? '1.1',
      metadata: [
        {
          preferred_network: 'login.microsoftonline.com',
          preferred_cache: 'login.windows.net',
          aliases: AUTHORITY_HOSTS,
        },
        ...own,
      ],
    });
  });

  app.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => {
    const { asked, id } = tenantOf(c);
    const base = `${originOf(c)}/${asked}`;
    return c.json({
      ...shared(base),
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      issuer: `https://login.microsoftonline.com/${id}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    });
  });
  app.get('/:tenant/.well-known/openid-configuration', (c) => {
    const { asked, id } = tenantOf(c);
    const base = `${originOf(c)}/${asked}`;
    return c.json({
      ...shared(base),
      token_endpoint: `${base}/oauth2/token`,
      jwks_uri: `${base}/discovery/keys`,
      issuer: issuerOf(id),
      authorization_endpoint: `${base}/oauth2/authorize`,
      device_authorization_endpoint: `${base}/oauth2/devicecode`,
      end_session_endpoint: `${base}/oauth2/logout`,
    });
  });

  for (const path of ['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys']) {
    app.get(path, (c) => {
      tenantOf(c);
      const { kid, n, e } = context.tokens.jwk();
      return c.json({ keys: [{ kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, alg: 'RS256' }] });
    });
  }
}

function shared(base: string) {
  return {
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'tid', 'ver'],
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    kerberos_endpoint: `${base}/kerberos`,
    tenant_region_scope: null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  };
}
