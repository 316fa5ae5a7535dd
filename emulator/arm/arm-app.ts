import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { EmulatorContext } from '../context.ts';
import { checkApiVersion } from './api-versions.ts';
import { ArmError, notSupported, toWireError } from './arm-error.ts';
import { canonicalArmPath, namespaceOf } from './arm-path.ts';
import { addCapacityRoutes } from './routes/capacity-routes.ts';
import { addDeploymentCheckRoutes } from './routes/deployment-check-routes.ts';
import { addDeploymentOperationRoutes } from './routes/deployment-operation-routes.ts';
import { addDeploymentRoutes } from './routes/deployment-routes.ts';
import { addGenericResourceRoutes } from './routes/generic-resource-routes.ts';
import { addOperationRoutes } from './routes/operation-routes.ts';
import { addProviderRoutes } from './routes/provider-routes.ts';
import { addResourceGroupRoutes } from './routes/resource-group-routes.ts';
import { addResourceRoutes } from './routes/resource-routes.ts';
import { addRevisionRoutes } from './routes/revision-routes.ts';
import { addStorageRoutes } from './routes/storage-routes.ts';
import { addStreamRoutes } from './routes/stream-routes.ts';
import { addSubscriptionRoutes } from './routes/subscription-routes.ts';

/** The control plane over HTTP: https://learn.microsoft.com/rest/api/resources and the providers' own. */
export function createArmApp(context: EmulatorContext): Hono {
  const app = new Hono({ getPath: (request) => canonicalArmPath(new URL(request.url).pathname) });

  app.use(async (c, next) => {
    await next();
    c.header('x-ms-request-id', randomUUID());
    c.header('x-ms-correlation-request-id', randomUUID());
    c.header('cache-control', 'no-cache');
    const clientId = c.req.header('x-ms-client-request-id');
    if (clientId) c.header('x-ms-client-request-id', clientId);
  });
  addStreamRoutes(app, context);
  app.use(async (c, next) => {
    checkApiVersion(namespaceOf(c.req.path), c.req.query('api-version'));
    if (context.faults.strikesFirst('throttled', `${c.req.method} ${c.req.path}`)) {
      throw new ArmError(429, 'TooManyRequests', 'The request is being throttled. (fault-throttled)', {
        headers: { 'Retry-After': '1' },
      });
    }
    await next();
  });
  addSubscriptionRoutes(app, context);
  addOperationRoutes(app, context);
  addResourceGroupRoutes(app, context);
  addGenericResourceRoutes(app, context);
  addDeploymentRoutes(app, context);
  addDeploymentCheckRoutes(app, context);
  addDeploymentOperationRoutes(app, context);
  addStorageRoutes(app, context);
  addCapacityRoutes(app, context);
  addResourceRoutes(app, context);
  addRevisionRoutes(app, context);
  addProviderRoutes(app, context);

  app.notFound((c) => notSupported(`${c.req.method} ${c.req.path}`).toResponse());
  app.onError((error) => {
    if (error instanceof ArmError) return error.toResponse();
    return Response.json({ error: toWireError(error) }, { status: 500 });
  });
  return app;
}
