import type { MiddlewareHandler } from 'hono';
import { jsonObject } from '../../state/models.ts';
import { readArmPath } from '../arm-path.ts';
import { queryOf } from '../http.ts';
import { asOf, isBehind } from './as-of.ts';

/** Answers in the shape of the api-version that was asked with: a member that came later is left out. */
export const inAskedVersion: MiddlewareHandler = async (c, next) => {
  await next();
  const version = queryOf(c, 'api-version') ?? '';
  const { namespace, type } = readArmPath(new URL(c.req.url).pathname);
  const asked = `${namespace}/${type}`;
  const isJson = c.res.headers.get('content-type')?.startsWith('application/json') ?? false;
  if (!c.res.ok || !isJson || !isBehind(version, asked)) return;
  const answer: unknown = await c.res.json();
  const object = jsonObject.safeParse(answer);
  // Reading has used the answer up, so that one that is no object is written anew as well.
  c.res = new Response(JSON.stringify(object.success ? asOf(version, asked, object.data) : answer), c.res);
};
