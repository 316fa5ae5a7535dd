import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { checkDeploymentName } from '../deployments/deployment-name.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import { expandDeployment } from '../deployments/expand.ts';
import { DEPLOYMENT_PATH, groupOf } from '../deployments/find-deployment.ts';
import { originOf, readJson } from '../http.ts';
import { whatIf } from '../what-if/what-if.ts';
import { parseResultFormat } from '../what-if/what-if-request.ts';
import { createWhatIfResults } from '../what-if/what-if-results.ts';

const ACCEPTED = 202;
/** Clients that heed it on the first answer would else wait half a minute. */
const RETRY_AFTER_SECONDS = 1;

/** What a deployment would change: https://learn.microsoft.com/rest/api/resources/deployments/what-if */
export function addWhatIfRoutes(app: Hono, context: EmulatorContext): void {
  const results = createWhatIfResults();

  app.post(`${DEPLOYMENT_PATH}/whatif`, async (c) => {
    const body = await readJson(c);
    const request = parseDeployment(body);
    const format = parseResultFormat(body);
    const name = checkDeploymentName(c.req.param('deployment'));
    const group = groupOf(context, c);
    const expanded = expandDeployment(context, group, {
      name,
      startedAtMs: context.clock.now(),
      ...request,
    });
    const result = results.keep(await whatIf(context, group, request, expanded, format), group.location);
    const subscription = context.account().subscription.id;
    return c.body(null, ACCEPTED, {
      Location: `${originOf(c)}/subscriptions/${subscription}/operationresults/${result}?api-version=${c.req.query('api-version')}`,
      'Retry-After': String(RETRY_AFTER_SECONDS),
    });
  });

  app.get('/subscriptions/:subscription/operationresults/:result', (c, next) => {
    const result = results.get(c.req.param('result'));
    return result ? c.json(result) : next();
  });
}
