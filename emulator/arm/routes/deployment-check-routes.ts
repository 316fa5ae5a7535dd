import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment } from '../../state/models.ts';
import { dependenciesOf } from '../deployments/dependencies.ts';
import { checkDeploymentName } from '../deployments/deployment-name.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import { expandDeployment } from '../deployments/expand.ts';
import { DEPLOYMENT_PATH, groupOf } from '../deployments/find-deployment.ts';
import { providersOf } from '../deployments/providers.ts';
import { renderDeployment } from '../deployments/render-deployment.ts';
import { deploymentId } from '../deployments/start-deployment.ts';
import { readJson } from '../http.ts';

/** What a deployment would do, asked before it is done. */
export function addDeploymentCheckRoutes(app: Hono, context: EmulatorContext): void {
  app.post(`${DEPLOYMENT_PATH}/validate`, async (c) => {
    const request = parseDeployment(await readJson(c));
    const name = checkDeploymentName(c.req.param('deployment'));
    const group = groupOf(context, c);
    const startedAtMs = context.clock.now();
    const expanded = expandDeployment(context, group, { name, startedAtMs, ...request });
    const validatedResources = expanded.resources.filter(({ enabled }) => enabled).map(({ id }) => ({ id }));
    const valid: Deployment = {
      id: deploymentId(group, name),
      name,
      resourceGroup: group.name,
      runId: '',
      correlationId: randomUUID(),
      provisioningState: 'Succeeded',
      startedAtMs,
      endedAtMs: startedAtMs,
      dependencies: dependenciesOf(expanded.resources),
      providers: providersOf(expanded.resources),
      echoedParameters: expanded.parameters,
      operations: [],
      ...request,
    };
    return c.json(renderDeployment(context, valid, { validatedResources }));
  });
}
