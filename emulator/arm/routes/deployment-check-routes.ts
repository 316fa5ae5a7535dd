import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { checkLocation } from '../deployments/admit-deployment.ts';
import { checkDeploymentName } from '../deployments/deployment-name.ts';
import { parseDeployment } from '../deployments/deployment-request.ts';
import { draftDeployment } from '../deployments/draft-deployment.ts';
import { deploymentsPath, SCOPE_PATHS, scopeOf } from '../deployments/find-deployment.ts';
import { renderDeployment } from '../deployments/render-deployment.ts';
import { readJsonText } from '../http.ts';

/** What a deployment would do, asked before it is done. */
export function addDeploymentCheckRoutes(app: Hono, context: EmulatorContext): void {
  for (const scope of SCOPE_PATHS) {
    app.post(`${deploymentsPath(scope)}/:deployment/validate`, async (c) => {
      const { value, text } = await readJsonText(c);
      const request = parseDeployment(value, text);
      const name = checkDeploymentName(c.req.param('deployment'));
      const group = scopeOf(context, c);
      checkLocation(group, name, request.location, undefined);
      const { deployment, expanded } = await draftDeployment(context, group, name, request);
      const validated = expanded.resources.filter(({ enabled }) => enabled).map(({ id }) => ({ id }));
      const valid = {
        ...deployment,
        // The answer to a check tells neither.
        location: undefined,
        tags: undefined,
        provisioningState: 'Succeeded' as const,
        endedAtMs: deployment.startedAtMs,
      };
      const overrides = { validatedResources: validated, outputResources: undefined };
      return c.json(renderDeployment(context, valid, overrides));
    });
  }
}
