import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { EmulatorContext } from '../context.ts';
import type { JsonObject } from '../state/models.ts';
import { originOf, queryOf } from './http.ts';
import { RETRY_SOON } from './retry-after.ts';

const ACCEPTED = 202;
/** So many results can be fetched; the oldest is forgotten first. They live as long as the program. */
const KEPT_RESULTS = 100;

/** Answers 202 and where to fetch the result, as ARM does where finding out may take long. */
export type AnswerLater = (c: Context, location: string, result: JsonObject) => Response;

/** Adds the route that such results are fetched from, at addresses as opaque as ARM's. */
export function addLateResults(app: Hono, context: EmulatorContext, jobName: string): AnswerLater {
  const kept = new Map<string, JsonObject>();

  app.get('/subscriptions/:subscription/operationresults/:result', (c, next) => {
    const result = kept.get(c.req.param('result'));
    return result ? c.json(result) : next();
  });

  return (c, location, result) => {
    const job = { jobId: `${jobName}-${randomUUID()}`, jobLocation: location };
    const name = Buffer.from(JSON.stringify(job)).toString('base64url');
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_RESULTS && !oldest.done) kept.delete(oldest.value);
    kept.set(name, result);
    const subscription = context.account().subscription.id;
    return c.body(null, ACCEPTED, {
      Location: `${originOf(c)}/subscriptions/${subscription}/operationresults/${name}?api-version=${queryOf(c, 'api-version')}`,
      ...RETRY_SOON,
    });
  };
}
