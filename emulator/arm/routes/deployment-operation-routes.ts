import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { ArmError } from '../arm-error.ts';
import { DEPLOYMENT_PATH, GROUP_PATH, requireDeployment } from '../deployments/find-deployment.ts';
import { renderOperation } from '../deployments/render-deployment.ts';
import { pageOf } from '../http.ts';

/** How a deployment's run goes on: its status for pollers, and an operation for each resource. */
export function addDeploymentOperationRoutes(app: Hono, context: EmulatorContext): void {
  app.get(`${DEPLOYMENT_PATH}/operationstatuses/:run`, (c) => {
    const { provisioningState, runId, error } = requireDeployment(context, c);
    if (runId !== c.req.param('run')) throw operationNotFound(c.req.param('run'));
    return c.json({ status: provisioningState, ...(error && { error }) });
  });

  for (const operations of [
    `${GROUP_PATH}/deployments/:deployment/operations`,
    `${DEPLOYMENT_PATH}/operations`,
  ]) {
    app.get(operations, (c) => {
      const deployment = requireDeployment(context, c);
      const rendered = deployment.operations.map((operation) =>
        renderOperation(context, deployment, operation),
      );
      return c.json(pageOf(c, rendered));
    });
    app.get(`${operations}/:operation`, (c) => {
      const deployment = requireDeployment(context, c);
      const wanted = c.req.param('operation');
      const operation = deployment.operations.find(({ operationId }) => operationId === wanted);
      if (!operation) throw operationNotFound(wanted);
      return c.json(renderOperation(context, deployment, operation));
    });
  }
}

function operationNotFound(id: string): ArmError {
  return new ArmError(
    404,
    'DeploymentOperationNotFound',
    `The deployment operation '${id}' could not be found.`,
  );
}
