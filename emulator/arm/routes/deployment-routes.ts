import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { ArmError } from '../arm-error.ts';
import { checkDeploymentName } from '../deployments/deployment-name.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import {
  DEPLOYMENT_PATH,
  DEPLOYMENTS_PATH,
  findDeployment,
  groupOf,
  requireDeployment,
} from '../deployments/find-deployment.ts';
import { renderDeployment } from '../deployments/render-deployment.ts';
import { cancelDeployment, startDeployment } from '../deployments/start-deployment.ts';
import { originOf, pageOf, readJson } from '../http.ts';

const NO_CONTENT = 204;
const NOT_FOUND = 404;

/** Template deployments to a resource group: https://learn.microsoft.com/rest/api/resources/deployments */
export function addDeploymentRoutes(app: Hono, context: EmulatorContext): void {
  app.get(DEPLOYMENT_PATH, (c) => {
    if (c.req.method === 'HEAD') return c.body(null, findDeployment(context, c) ? NO_CONTENT : NOT_FOUND);
    return c.json(renderDeployment(context, requireDeployment(context, c)));
  });
  app.put(DEPLOYMENT_PATH, async (c) => {
    const request = parseDeployment(await readJson(c));
    const name = checkDeploymentName(c.req.param('deployment'));
    const { created, deployment } = startDeployment(context, groupOf(context, c), name, request);
    const url = `${originOf(c)}${deployment.id}/operationStatuses/${deployment.runId}?api-version=${c.req.query('api-version')}`;
    // The answer to PUT says `Accepted`; only later reads say `Running`.
    const rendered = renderDeployment(context, deployment, { provisioningState: 'Accepted' });
    return c.json(rendered, created ? 201 : 200, { 'Azure-AsyncOperation': url });
  });
  app.post(`${DEPLOYMENT_PATH}/cancel`, (c) => {
    cancelDeployment(context, requireDeployment(context, c));
    return c.body(null, NO_CONTENT);
  });
  app.post(`${DEPLOYMENT_PATH}/exporttemplate`, (c) =>
    c.json({ template: requireDeployment(context, c).template }),
  );
  app.delete(DEPLOYMENT_PATH, (c) => {
    const deployment = findDeployment(context, c);
    if (deployment?.provisioningState === 'Running') {
      throw new ArmError(
        409,
        'DeploymentActive',
        `The deployment '${deployment.name}' is still active and cannot be deleted.`,
      );
    }
    if (deployment) context.state.deployments.delete(deployment.id);
    return c.body(null, NO_CONTENT);
  });
  app.get(DEPLOYMENTS_PATH, (c) => {
    const prefix = `${groupOf(context, c).id}/`.toLowerCase();
    const state = stateFilter(c.req.query('$filter'));
    const deployments = context.state.deployments
      .values()
      .filter(
        ({ id, provisioningState }) =>
          id.toLowerCase().startsWith(prefix) && (!state || provisioningState.toLowerCase() === state),
      )
      .sort((a, b) => b.startedAtMs - a.startedAtMs);
    return c.json(
      pageOf(
        c,
        deployments.map((deployment) => renderDeployment(context, deployment)),
      ),
    );
  });
}

function stateFilter(filter: string | undefined): string | undefined {
  if (!filter) return undefined;
  const match = /^provisioningState eq '([^']*)'$/i.exec(filter.trim());
  if (match?.[1]) return match[1].toLowerCase();
  throw new ArmError(
    400,
    'InvalidFilterInQueryString',
    `Invalid $filter '${filter}' specified in the query string.`,
  );
}
