import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import type { Deployment } from '../../state/models.ts';
import { ArmError, notSupported } from '../arm-error.ts';
import { dependenciesOf } from '../deployments/dependencies.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import { expandDeployment } from '../deployments/expand.ts';
import { providersOf } from '../deployments/providers.ts';
import { renderDeployment, renderOperation } from '../deployments/render-deployment.ts';
import { cancelDeployment, deploymentId, startDeployment } from '../deployments/start-deployment.ts';
import { originOf, pageOf, readJson } from '../http.ts';
import { requireGroup } from '../lookup.ts';

const NO_CONTENT = 204;
const NOT_FOUND = 404;
const NAME = /^[-\w._()]{1,64}$/;

/** Template deployments to a resource group. */
export function addDeploymentRoutes(app: Hono, context: EmulatorContext): void {
  const group = '/subscriptions/:subscription/resourcegroups/:group';
  const list = `${group}/providers/microsoft.resources/deployments`;
  const item = `${list}/:deployment`;

  const groupOf = (c: Context) =>
    requireGroup(context, c.req.param('subscription') ?? '', c.req.param('group') ?? '');
  const find = (c: Context): Deployment | undefined =>
    context.state.deployments.get(deploymentId(groupOf(c), c.req.param('deployment') ?? ''));
  const require = (c: Context): Deployment => {
    const deployment = find(c);
    if (deployment) return deployment;
    throw new ArmError(
      404,
      'DeploymentNotFound',
      `Deployment '${c.req.param('deployment')}' could not be found.`,
    );
  };

  app.get(item, (c) => {
    if (c.req.method === 'HEAD') return c.body(null, find(c) ? NO_CONTENT : NOT_FOUND);
    return c.json(renderDeployment(context, require(c)));
  });
  app.put(item, async (c) => {
    const request = parseDeployment(await readJson(c));
    const { created, deployment } = startDeployment(context, groupOf(c), checkName(c), request);
    const url = `${originOf(c)}${deployment.id}/operationStatuses/${deployment.runId}?api-version=${c.req.query('api-version')}`;
    // The answer to PUT says `Accepted`; only later reads say `Running`.
    const rendered = renderDeployment(context, deployment, { provisioningState: 'Accepted' });
    return c.json(rendered, created ? 201 : 200, { 'Azure-AsyncOperation': url });
  });
  app.get(`${item}/operationstatuses/:run`, (c) => {
    const { provisioningState, runId, error } = require(c);
    if (runId !== c.req.param('run'))
      throw new ArmError(
        404,
        'DeploymentOperationNotFound',
        `The deployment run '${c.req.param('run')}' was not found.`,
      );
    return c.json({ status: provisioningState, ...(error && { error }) });
  });
  app.post(`${item}/validate`, async (c) => {
    const request = parseDeployment(await readJson(c));
    const name = checkName(c);
    const startedAtMs = context.clock.now();
    const expanded = expandDeployment(context, groupOf(c), { name, startedAtMs, ...request });
    const validatedResources = expanded.resources.filter(({ enabled }) => enabled).map(({ id }) => ({ id }));
    const valid: Deployment = {
      id: deploymentId(groupOf(c), name),
      name,
      resourceGroup: groupOf(c).name,
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
  app.post(`${item}/whatif`, () => {
    throw notSupported('whatIf');
  });
  app.post(`${item}/cancel`, (c) => {
    cancelDeployment(context, require(c));
    return c.body(null, NO_CONTENT);
  });
  app.post(`${item}/exporttemplate`, (c) => c.json({ template: require(c).template }));
  app.delete(item, (c) => {
    const deployment = find(c);
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
  app.get(list, (c) => {
    const prefix = `${groupOf(c).id}/`.toLowerCase();
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

  for (const operations of [`${group}/deployments/:deployment/operations`, `${item}/operations`]) {
    app.get(operations, (c) => {
      const deployment = require(c);
      return c.json(
        pageOf(
          c,
          deployment.operations.map((operation) => renderOperation(context, deployment, operation)),
        ),
      );
    });
    app.get(`${operations}/:operation`, (c) => {
      const deployment = require(c);
      const operation = deployment.operations.find(
        ({ operationId }) => operationId === c.req.param('operation'),
      );
      if (!operation)
        throw new ArmError(
          404,
          'DeploymentOperationNotFound',
          `The deployment operation '${c.req.param('operation')}' could not be found.`,
        );
      return c.json(renderOperation(context, deployment, operation));
    });
  }
}

function checkName(c: Context): string {
  const name = c.req.param('deployment') ?? '';
  if (NAME.test(name)) return name;
  throw new ArmError(
    400,
    'InvalidDeploymentName',
    `The deployment name '${name}' is not valid: 1 to 64 letters, digits, '-', '_', '.', '(' or ')'.`,
  );
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
