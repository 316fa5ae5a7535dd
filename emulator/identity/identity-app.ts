import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { notSupported, toWireError } from '../arm/arm-error.ts';
import { originOf } from '../arm/http.ts';
import type { EmulatorContext } from '../context.ts';
import { addDiscoveryRoutes } from './discovery-routes.ts';
import { EntraError } from './entra-error.ts';
import { addManagedIdentityRoutes } from './managed-identity-routes.ts';
import { addTokenRoutes } from './token-routes.ts';

const PATHS = [
  /^\/common\/discovery\/instance$/i,
  /^\/[^/]+(\/v2\.0)?\/\.well-known\/openid-configuration$/i,
  /^\/[^/]+\/discovery\/(v2\.0\/)?keys$/i,
  /^\/[^/]+\/oauth2\/(v2\.0\/)?(token|authorize|devicecode|logout)$/i,
  /^\/msi\/token$/i,
  /^\/metadata\/identity\/oauth2\/token$/i,
];

/** Whether a path that was asked under a loopback name is for the sign-in service or a managed identity's endpoint. */
export function isIdentityPath(pathname: string): boolean {
  return PATHS.some((pattern) => pattern.test(pathname));
}

/** The sign-in service, and the endpoints that give managed identities their tokens. */
export function createIdentityApp(context: EmulatorContext): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store, no-cache');
    c.header('pragma', 'no-cache');
    c.header('x-ms-request-id', randomUUID());
    const clientId = c.req.header('client-request-id');
    if (clientId) c.header('client-request-id', clientId);
  });
  addDiscoveryRoutes(app, context);
  addManagedIdentityRoutes(app, context);
  addTokenRoutes(app, context);

  app.notFound((c) => notSupported(`${c.req.method} ${c.req.path}`).toResponse());
  app.onError((error, c) => {
    if (error instanceof EntraError) {
      return error.toResponse(originOf(c), context.clock.now(), c.req.header('client-request-id'));
    }
    return Response.json({ error: toWireError(error) }, { status: 500 });
  });
  return app;
}
