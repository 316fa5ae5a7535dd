import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { originOf, queryOf } from '../http.ts';
import { RETRY_SOON } from '../retry-after.ts';

const ACCEPTED = 202;
const NO_CONTENT = 204;
const JOB = 'DeploymentDeletionJob-';

/** Tells of a deployment's deletion: it is done by the time that anybody asks. */
export function addDeletionResults(app: Hono): void {
  app.get('/subscriptions/:subscription/operationresults/:result', (c, next) => {
    const job = Buffer.from(c.req.param('result'), 'base64url').toString('utf8');
    return job.startsWith(JOB) ? c.body(null, NO_CONTENT) : next();
  });
}

/** The answer to a deletion: 202 with where to hear of it, an address as opaque as ARM's. */
export function answerDeleted(context: EmulatorContext, c: Context): Response {
  const job = Buffer.from(`${JOB}${randomUUID()}`).toString('base64url');
  const { subscription } = context.account();
  return c.body(null, ACCEPTED, {
    Location: `${originOf(c)}/subscriptions/${subscription.id}/operationresults/${job}?api-version=${queryOf(c, 'api-version')}`,
    ...RETRY_SOON,
  });
}
