import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { jsonObject } from '../../state/models.ts';
import { hashTemplate } from '../../template/template-hash.ts';
import { ArmError } from '../arm-error.ts';
import { cancelDeployment } from '../deployments/cancel-deployment.ts';
import { checkDeploymentName } from '../deployments/deployment-name.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import {
  deploymentsIn,
  deploymentsPath,
  findDeployment,
  requireDeployment,
  SCOPE_PATHS,
  scopeId,
  scopeOf,
} from '../deployments/find-deployment.ts';
import { checkJsonDepth } from '../deployments/json-depth.ts';
import { renderDeployment } from '../deployments/render-deployment.ts';
import { startDeployment } from '../deployments/start-deployment.ts';
import { originOf, pageOf, queryOf, readJson, readJsonText } from '../http.ts';
import { parseBody } from '../kinds/kind.ts';
import { answerDeleted } from './deletion-results.ts';

const NO_CONTENT = 204;
const NOT_FOUND = 404;

/** Template deployments to a group and to the subscription: https://learn.microsoft.com/rest/api/resources/deployments */
export function addDeploymentRoutes(app: Hono, context: EmulatorContext): void {
  for (const scope of SCOPE_PATHS) addScope(app, context, scope);
  app.post('/providers/microsoft.resources/calculatetemplatehash', async (c) => {
    const template = parseBody(jsonObject, await readJson(c));
    checkJsonDepth(template);
    return c.json(hashTemplate(template));
  });
}

function addScope(app: Hono, context: EmulatorContext, scope: (typeof SCOPE_PATHS)[number]): void {
  const collection = deploymentsPath(scope);
  const item = `${collection}/:deployment` as const;

  app.get(item, (c) => {
    if (c.req.method === 'HEAD') return c.body(null, findDeployment(context, c) ? NO_CONTENT : NOT_FOUND);
    return c.json(renderDeployment(context, requireDeployment(context, c)));
  });
  app.put(item, async (c) => {
    const { value, text } = await readJsonText(c);
    const request = parseDeployment(value, text);
    const name = checkDeploymentName(c.req.param('deployment'));
    const { created, deployment } = await startDeployment(context, scopeOf(context, c), name, request);
    const url = `${originOf(c)}${deployment.id}/operationStatuses/${deployment.runId}?api-version=${queryOf(c, 'api-version')}`;
    // The answer to PUT says `Accepted`; only later reads say `Running`.
    const rendered = renderDeployment(context, deployment, { provisioningState: 'Accepted' });
    return c.json(rendered, created ? 201 : 200, { 'Azure-AsyncOperation': url });
  });
  app.post(`${item}/cancel`, (c) => {
    cancelDeployment(context, requireDeployment(context, c));
    return c.body(null, NO_CONTENT);
  });
  app.post(`${item}/exporttemplate`, (c) => c.json({ template: requireDeployment(context, c).template }));
  app.delete(item, (c) => {
    const deployment = findDeployment(context, c);
    if (!deployment) return c.body(null, NO_CONTENT);
    if (deployment.provisioningState === 'Running') {
      throw new ArmError(
        409,
        'DeploymentActive',
        `The deployment '${deployment.name}' is still active and cannot be deleted.`,
      );
    }
    context.state.deployments.delete(deployment.id);
    return answerDeleted(context, c);
  });
  app.get(collection, (c) => {
    const state = stateFilter(queryOf(c, '$filter'));
    const deployments = deploymentsIn(context, scopeId(context, scopeOf(context, c)))
      .filter(({ provisioningState }) => !state || provisioningState.toLowerCase() === state)
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
  const match = /^provisioningState\s+eq\s+'([^']*)'$/i.exec(filter.trim());
  if (match?.[1]) return match[1].toLowerCase();
  throw new ArmError(
    400,
    'InvalidFilterInQueryString',
    `Invalid $filter '${filter}' specified in the query string.`,
  );
}
