import { Hono } from 'hono';
import type { EmulatorContext } from '../context.ts';
import { requireOwnTenant, requireToken } from '../identity/require-token.ts';
import { checkApiVersion } from './api-versions.ts';
import { ArmError, toWireError } from './arm-error.ts';
import { readArmPath } from './arm-path.ts';
import { queryOf } from './http.ts';
import { refuseDisabled } from './refuse-disabled.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { requestFaults } from './request-faults.ts';
import { groupId } from './resource-id.ts';
import { responseHeaders } from './response-headers.ts';
import { addCapacityRoutes } from './routes/capacity-routes.ts';
import { addDeletionResults } from './routes/deletion-results.ts';
import { addDeploymentCheckRoutes } from './routes/deployment-check-routes.ts';
import { addDeploymentOperationRoutes } from './routes/deployment-operation-routes.ts';
import { addDeploymentRoutes } from './routes/deployment-routes.ts';
import { addExportRoutes } from './routes/export-routes.ts';
import { addFileShareRoutes } from './routes/file-share-routes.ts';
import { addGenericResourceRoutes } from './routes/generic-resource-routes.ts';
import { addMetadataRoutes } from './routes/metadata-routes.ts';
import { addOperationRoutes } from './routes/operation-routes.ts';
import { addPermissionRoutes } from './routes/permission-routes.ts';
import { addPolicyRoutes } from './routes/policy-routes.ts';
import { addProviderRoutes } from './routes/provider-routes.ts';
import { addResourceGroupRoutes } from './routes/resource-group-routes.ts';
import { addResourceRoutes } from './routes/resource-routes.ts';
import { addRevisionRoutes } from './routes/revision-routes.ts';
import { addStorageRoutes } from './routes/storage-routes.ts';
import { addStreamRoutes } from './routes/stream-routes.ts';
import { addSubscriptionRoutes } from './routes/subscription-routes.ts';
import { addTagRoutes } from './routes/tag-routes.ts';
import { addWhatIfRoutes } from './routes/what-if-routes.ts';
import { inAskedVersion } from './versions/in-asked-version.ts';

/** The control plane over HTTP, as one subscription has it: https://learn.microsoft.com/rest/api/resources and the providers' own. */
export function createArmApp(context: EmulatorContext): Hono {
  const app = new Hono({ getPath: (request) => readArmPath(new URL(request.url).pathname).canonical });

  app.use(responseHeaders(context.clock));
  addStreamRoutes(app, context);
  addMetadataRoutes(app, context);
  // Streams have tokens of their own, and who asks what cloud this is has none yet.
  app.use(context.strict ? requireToken(context) : requireOwnTenant(context));
  app.use(async (c, next) => {
    const { namespace, type, resourceGroup } = readArmPath(new URL(c.req.url).pathname);
    const [, , subscription = ''] = c.req.path.split('/');
    const group = context.state.resourceGroups.get(groupId(subscription, resourceGroup ?? ''));
    checkApiVersion(namespace, queryOf(c, 'api-version'), `${namespace}/${type}`, group?.location);
    await next();
  });
  app.use(inAskedVersion);
  app.use(requestFaults(context));
  app.use(refuseDisabled(context));
  addSubscriptionRoutes(app, context);
  addWhatIfRoutes(app, context);
  addExportRoutes(app, context);
  addDeletionResults(app);
  addOperationRoutes(app, context);
  addResourceGroupRoutes(app, context);
  addGenericResourceRoutes(app, context);
  addDeploymentRoutes(app, context);
  addDeploymentCheckRoutes(app, context);
  addDeploymentOperationRoutes(app, context);
  addStorageRoutes(app, context);
  addFileShareRoutes(app, context);
  addCapacityRoutes(app, context);
  addResourceRoutes(app, context);
  addTagRoutes(app, context);
  addPermissionRoutes(app, context);
  addPolicyRoutes(app, context);
  addRevisionRoutes(app, context);
  addProviderRoutes(app, context);

  app.notFound((c) => refuseUnknown(app, c).toResponse());
  app.onError((error) => {
    if (error instanceof ArmError) return error.toResponse();
    return Response.json({ error: toWireError(error) }, { status: 500 });
  });
  return app;
}
