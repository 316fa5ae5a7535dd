import type { Hono } from 'hono';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import { readJson } from '../http.ts';
import { parseBody } from '../kinds/kind.ts';
import { nameProblem } from '../kinds/storage-account.ts';
import { requireSubscription } from '../lookup.ts';

const checkBody = z.looseObject({ name: z.string() });

/** What the storage provider answers about a subscription rather than one account. */
export function addStorageRoutes(app: Hono, context: EmulatorContext): void {
  app.post('/subscriptions/:subscription/providers/microsoft.storage/checknameavailability', async (c) => {
    requireSubscription(context, c.req.param('subscription'));
    const { name } = parseBody(checkBody, await readJson(c));
    const problem = nameProblem(context, name);
    return c.json({ nameAvailable: problem === undefined, ...problem });
  });
}
