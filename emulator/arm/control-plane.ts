import type { Hono } from 'hono';
import { findSubscription, inSubscription } from '../accounts.ts';
import type { EmulatorContext } from '../context.ts';
import { createArmApp } from './arm-app.ts';
import { readArmPath } from './arm-path.ts';

/**
 * The control plane of every subscription: each request is answered as the subscription that it is about has it, and
 * one about none, or one that is not here, as the home subscription has it.
 */
export function createControlPlane(context: EmulatorContext): (request: Request) => Promise<Response> {
  const home = createArmApp(context);
  const others = new Map<string, Hono>();

  const appOf = (pathname: string): Hono => {
    const [, root, id = ''] = readArmPath(pathname).canonical.split('/');
    const found = root === 'subscriptions' ? findSubscription(context, id) : undefined;
    if (!found || found.subscription.id === context.account().subscription.id) return home;
    const app = others.get(found.subscription.id) ?? createArmApp(inSubscription(context, id));
    others.set(found.subscription.id, app);
    return app;
  };
  return async (request) => appOf(new URL(request.url).pathname).fetch(request);
}
