import type { MiddlewareHandler } from 'hono';
import type { EmulatorContext } from '../context.ts';
import { ArmError } from './arm-error.ts';
import { readArmPath } from './arm-path.ts';
import { type Caller, callerOf } from './caller.ts';
import { usTime } from './us-time.ts';

const READS = ['GET', 'HEAD'];
const MINUTE_MS = 60_000;

/** The failures on demand that ARM itself answers, whatever is asked: a token that ran out, a right that is missing. */
export function requestFaults(context: EmulatorContext): MiddlewareHandler {
  return async (c, next) => {
    const { pathname } = new URL(c.req.url);
    if (context.faults.strikesFirst('token-expired', `${c.req.method} ${c.req.path}`)) {
      throw expiredToken(context);
    }
    if (!READS.includes(c.req.method)) {
      if (context.faults.strikes('denied', c.req.path)) {
        const { action, scope } = permissionOf(c.req.method, pathname);
        throw notAuthorized(callerOf(c.req.header('authorization')), action, scope);
      }
      if (c.req.method !== 'POST' && context.faults.strikes('500', c.req.path)) throw internalError();
    }
    await next();
  };
}

/** Refuses a write by the failures on demand: one that comes from a deployment as well as one over HTTP. */
export function refuseByFault(context: EmulatorContext, id: string, conflictCode: string): void {
  if (context.faults.strikes('denied', id)) {
    const { action, scope } = permissionOf('PUT', id);
    throw notAuthorized(callerOf(undefined), action, scope);
  }
  if (context.faults.strikes('500', id)) throw internalError();
  if (context.faults.strikes('conflict', id)) {
    throw new ArmError(
      409,
      conflictCode,
      'The resource is being changed by another operation. (fault-conflict)',
    );
  }
}

function internalError(): ArmError {
  return new ArmError(500, 'InternalServerError', 'Encountered internal server error. (fault-500)');
}

function notAuthorized({ appId, objectId }: Caller, action: string, scope: string): ArmError {
  return new ArmError(
    403,
    'AuthorizationFailed',
    `The client '${appId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function expiredToken(context: EmulatorContext): ArmError {
  const now = context.clock.now();
  const message = `The access token expiry UTC time '${usTime(now - MINUTE_MS)}' is earlier than current UTC time '${usTime(now)}'.`;
  const authority = `https://login.windows.net/${context.account().tenant.id}`;
  return new ArmError(401, 'ExpiredAuthenticationToken', message, {
    headers: {
      'WWW-Authenticate': `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message}"`,
    },
  });
}

/** The right that a request needs, and where: `Microsoft.App/containerApps/write` over the resource's id. */
function permissionOf(method: string, pathname: string): { action: string; scope: string } {
  const { provider, namespace, type } = readArmPath(pathname);
  const verb = method === 'DELETE' ? 'delete' : method === 'POST' ? 'action' : 'write';
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const scope = method === 'POST' ? segments.slice(0, -1) : segments;
  return { action: `${provider ?? namespace}/${type}/${verb}`, scope: `/${scope.join('/')}` };
}
