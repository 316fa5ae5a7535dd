import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { ArmError } from '../arm-error.ts';
import { deploymentsPath, requireDeployment, SCOPE_PATHS } from '../deployments/find-deployment.ts';
import { renderOperation } from '../deployments/render-deployment.ts';
import { pageOf } from '../http.ts';
import { retryAfter } from '../retry-after.ts';

/** How a deployment's run goes on: its status for pollers, and an operation for each resource. */
export function addDeploymentOperationRoutes(app: Hono, context: EmulatorContext): void {
  for (const scope of SCOPE_PATHS) {
    const item = `${deploymentsPath(scope)}/:deployment` as const;
    app.get(`${item}/operationstatuses/:run`, (c) => {
      const { provisioningState, runId, error } = requireDeployment(context, c);
      if (runId !== c.req.param('run')) throw operationNotFound(c.req.param('run'));
      const underWay = provisioningState === 'Running';
      return c.json(
        { status: provisioningState, ...(error && { error }) },
        200,
        underWay ? retryAfter(context) : {},
      );
    });
    // Azure's clients ask for a group's operations below the group itself, all others below the provider.
    for (const operations of [`${item}/operations`, `${scope}/deployments/:deployment/operations`] as const) {
      addOperations(app, context, operations);
    }
  }
}

function addOperations(app: Hono, context: EmulatorContext, path: `${string}/:deployment/operations`): void {
  app.get(path, (c) => {
    const deployment = requireDeployment(context, c);
    const rendered = deployment.operations.map((operation) =>
      renderOperation(context, deployment, operation),
    );
    return c.json(pageOf(c, rendered));
  });
  app.get(`${path}/:operation`, (c) => {
    const deployment = requireDeployment(context, c);
    const wanted = c.req.param('operation') ?? '';
    const operation = deployment.operations.find(({ operationId }) => operationId === wanted);
    if (!operation) throw operationNotFound(wanted);
    return c.json(renderOperation(context, deployment, operation));
  });
}

function operationNotFound(id: string): ArmError {
  return new ArmError(
    404,
    'DeploymentOperationNotFound',
    `The deployment operation '${id}' could not be found.`,
  );
}
