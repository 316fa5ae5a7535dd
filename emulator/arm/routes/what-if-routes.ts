import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { checkLocation } from '../deployments/admit-deployment.ts';
import { checkDeploymentName } from '../deployments/deployment-name.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import { draftDeployment } from '../deployments/draft-deployment.ts';
import { deploymentsPath, SCOPE_PATHS, scopeOf } from '../deployments/find-deployment.ts';
import { readJsonText } from '../http.ts';
import { addLateResults } from '../late-results.ts';
import { whatIf } from '../what-if/what-if.ts';
import { parseResultFormat } from '../what-if/what-if-request.ts';

/** What a deployment would change: https://learn.microsoft.com/rest/api/resources/deployments/what-if */
export function addWhatIfRoutes(app: Hono, context: EmulatorContext): void {
  const answerLater = addLateResults(app, context, 'DeploymentWhatIfJob');

  for (const scope of SCOPE_PATHS) {
    app.post(`${deploymentsPath(scope)}/:deployment/whatif`, async (c) => {
      const { value, text } = await readJsonText(c);
      const request = parseDeployment(value, text);
      const format = parseResultFormat(value);
      const name = checkDeploymentName(c.req.param('deployment'));
      const group = scopeOf(context, c);
      checkLocation(group, name, request.location, undefined);
      const { expanded } = await draftDeployment(context, group, name, request);
      const result = await whatIf(context, group, request, expanded, format);
      return answerLater(c, group?.location ?? request.location ?? '', result);
    });
  }
}
