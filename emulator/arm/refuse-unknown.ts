import type { Context, Hono } from 'hono';
import { ArmError, notSupported } from './arm-error.ts';
import { readArmPath } from './arm-path.ts';
import { queryOf } from './http.ts';
import { findKind } from './kinds/registry.ts';
import { unknownType } from './unknown-types.ts';

const METHODS = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'];

/** The answer to a request that no route takes: the method, the type or the whole path is not one of ARM's or of ours. */
export function refuseUnknown(app: Hono, c: Context): ArmError {
  const { namespace, provider, type } = readArmPath(new URL(c.req.url).pathname);
  const asked = c.req.method === 'HEAD' ? 'GET' : c.req.method;
  const allowed = METHODS.filter((method) => isRouted(app, method, c.req.path));
  // A route that takes the method has let it pass: the path is not one of its own.
  if (allowed.length > 0 && !allowed.includes(asked)) {
    return new ArmError(
      405,
      'MethodNotAllowed',
      `The requested resource does not support http method '${c.req.method}'.`,
      { headers: { Allow: allowed.join(', ') } },
    );
  }
  const full = `${namespace}/${type}`;
  const isAction = asked === 'POST' && findKind(full.slice(0, full.lastIndexOf('/'))) !== undefined;
  if (provider !== undefined && type !== '' && !isAction && findKind(full) === undefined) {
    return unknownType(full, queryOf(c, 'api-version'));
  }
  if (/^\/(subscriptions|providers|tenants)\//.test(c.req.path)) {
    return notSupported(`${c.req.method} ${c.req.path}`);
  }
  return new ArmError(
    404,
    'MissingSubscription',
    'The request did not have a subscription or a valid tenant level resource provider.',
  );
}

/** Whether more than the middleware, which takes every path, answers here. */
function isRouted(app: Hono, method: string, path: string): boolean {
  const handlers = (of: string) => app.router.match(method, of)[0].length;
  return handlers(path) > handlers('/');
}
