import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../context.ts';
import { IDENTITY_HEADER } from './identity-environment.ts';
import { readForm } from './read-form.ts';
import { checkResource } from './resource-name.ts';
import type { IssuedToken } from './tokens.ts';

const LIFETIME_S = 86_400;
/** The application of the identity that a machine or app has by itself. */
const SYSTEM_ASSIGNED_ID = '5a3b1e00-0000-4000-8000-000000000003';
const APP_SERVICE_VERSION = '2019-08-01';
const IMDS_VERSION = /^20(18|19|2\d)-\d\d-\d\d$/;

/**
 * The three forms in which a managed identity asks for a token, over plain http as in Azure: of an app
 * (https://learn.microsoft.com/azure/container-apps/managed-identity), of a virtual machine
 * (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token), of Cloud Shell.
 */
export function addManagedIdentityRoutes(app: Hono, context: EmulatorContext): void {
  const issue = (resource: string, clientId: string): IssuedToken & { clientId: string } => {
    const audience = checkResource(resource);
    return {
      clientId,
      ...context.tokens.issue({ audience, clientId, proof: '2', lifetimeS: LIFETIME_S }),
    };
  };

  app.get('/msi/token', (c) => {
    if (c.req.header('x-identity-header') !== IDENTITY_HEADER) {
      return appRefusal(
        c,
        401,
        'The X-IDENTITY-HEADER header is missing or is not the value of IDENTITY_HEADER.',
      );
    }
    if (c.req.query('api-version') !== APP_SERVICE_VERSION) {
      return appRefusal(c, 400, `Unsupported api-version. The supported one is ${APP_SERVICE_VERSION}.`);
    }
    const resource = c.req.query('resource');
    if (!resource) return appRefusal(c, 400, "The 'resource' query parameter is missing.");
    const { token, expiresAtS, clientId } = issue(resource, askedIdentity(c));
    return c.json({
      access_token: token,
      expires_on: String(expiresAtS),
      resource,
      token_type: 'Bearer',
      client_id: clientId,
    });
  });

  app.get('/metadata/identity/oauth2/token', (c) => {
    if (c.req.header('metadata')?.toLowerCase() !== 'true') {
      return refusal(c, 'bad_request_102', 'Required metadata header not specified');
    }
    if (!IMDS_VERSION.test(c.req.query('api-version') ?? '')) {
      return refusal(c, 'invalid_request', 'Required api-version parameter not specified');
    }
    const resource = c.req.query('resource');
    if (!resource) return refusal(c, 'invalid_request', 'Required audience parameter not specified');
    return c.json(machineAnswer(resource, issue(resource, askedIdentity(c))));
  });

  app.post('/msi/token', async (c) => {
    if (c.req.header('metadata')?.toLowerCase() !== 'true') {
      return refusal(c, 'bad_request_102', 'Required metadata header not specified');
    }
    const resource = (await readForm(c.req.raw)).get('resource');
    if (!resource) return refusal(c, 'invalid_request', 'Required audience parameter not specified');
    return c.json({ ...machineAnswer(resource, issue(resource, SYSTEM_ASSIGNED_ID)), refresh_token: '' });
  });
}

/** Any identity that is asked for by name is there. */
function askedIdentity(c: Context): string {
  const names = ['client_id', 'principal_id', 'object_id', 'mi_res_id', 'msi_res_id'];
  return names.map((name) => c.req.query(name)).find(Boolean) ?? SYSTEM_ASSIGNED_ID;
}

function machineAnswer(resource: string, issued: IssuedToken & { clientId: string }) {
  return {
    access_token: issued.token,
    client_id: issued.clientId,
    expires_in: String(LIFETIME_S),
    expires_on: String(issued.expiresAtS),
    ext_expires_in: String(LIFETIME_S),
    not_before: String(issued.notBeforeS),
    resource,
    token_type: 'Bearer',
  };
}

function appRefusal(c: Context, statusCode: 400 | 401, message: string): Response {
  return c.json({ statusCode, message, correlationId: randomUUID() }, statusCode);
}

function refusal(c: Context, error: string, description: string): Response {
  return c.json({ error, error_description: description }, 400);
}
