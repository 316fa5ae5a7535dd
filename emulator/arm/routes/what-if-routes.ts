import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { checkDeploymentName } from '../deployments/deployment-name.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import { expandDeployment } from '../deployments/expand.ts';
import { DEPLOYMENT_PATH, groupOf } from '../deployments/find-deployment.ts';
import { readJsonText } from '../http.ts';
import { addLateResults } from '../late-results.ts';
import { whatIf } from '../what-if/what-if.ts';
import { parseResultFormat } from '../what-if/what-if-request.ts';

/** What a deployment would change: https://learn.microsoft.com/rest/api/resources/deployments/what-if */
export function addWhatIfRoutes(app: Hono, context: EmulatorContext): void {
  const answerLater = addLateResults(app, context, 'DeploymentWhatIfJob');

  app.post(`${DEPLOYMENT_PATH}/whatif`, async (c) => {
    const { value: body, text } = await readJsonText(c);
    const request = parseDeployment(body, text);
    const format = parseResultFormat(body);
    const name = checkDeploymentName(c.req.param('deployment'));
    const group = groupOf(context, c);
    const startedAtMs = context.clock.now();
    const expanded = expandDeployment(context, group, { name, startedAtMs, ...request });
    return answerLater(c, group, await whatIf(context, group, request, expanded, format));
  });
}
