import type { MiddlewareHandler } from 'hono';
import type { EmulatorContext } from '../context.ts';
import { ArmError } from './arm-error.ts';

const CONFLICT = 409;
const WRITES = ['PUT', 'PATCH', 'POST'];

/** A subscription that is disabled can be read, and what is in it deleted. Throws ArmError 409. */
export function refuseDisabled(context: EmulatorContext): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.path.startsWith('/subscriptions/') && WRITES.includes(c.req.method)) {
      const { id, state } = context.account().subscription;
      if (state === 'Disabled') {
        throw new ArmError(
          CONFLICT,
          'ReadOnlyDisabledSubscription',
          `The subscription '${id}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`,
        );
      }
    }
    await next();
  };
}
