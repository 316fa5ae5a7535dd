import { Hono } from 'hono';
import { z } from 'zod';
import { ArmError, toWireError } from './arm/arm-error.ts';
import { readUntypedJson } from './arm/http.ts';
import { parseBody } from './arm/kinds/kind.ts';
import type { EmulatorContext } from './context.ts';
import { faultNames, faults } from './faults.ts';

const PREFIX = '/_local-azure';
const MAX_TIMES = 1_000_000;

const faultRequest = z.strictObject({
  fault: z.enum(faultNames),
  match: z.string().max(1000).default(''),
  times: z.number().int().min(1).max(MAX_TIMES).optional(),
});

export function isAdminPath(pathname: string): boolean {
  return pathname.startsWith(`${PREFIX}/`);
}

/**
 * What Azure has no counterpart of: `GET /_local-azure/faults` lists the failures on demand and those in force,
 * `POST` arms one (`{ fault, match?, times? }`), `DELETE /_local-azure/faults/{id}` disarms it.
 */
export function createAdminApp(context: EmulatorContext): Hono {
  const app = new Hono();
  app.get(`${PREFIX}/faults`, (c) => c.json({ faults, armed: context.faults.armed() }));
  app.post(`${PREFIX}/faults`, async (c) => {
    const { fault, match, times } = parseBody(faultRequest, await readUntypedJson(c));
    try {
      return c.json(context.faults.arm(fault, match, times), 201);
    } catch (error) {
      if (error instanceof RangeError) throw new ArmError(409, 'TooManyFaults', error.message);
      throw error;
    }
  });
  app.delete(`${PREFIX}/faults/:id`, (c) => {
    if (context.faults.disarm(c.req.param('id'))) return c.body(null, 204);
    throw new ArmError(404, 'FaultNotFound', `No fault with the id '${c.req.param('id')}' is armed.`);
  });
  app.notFound((c) =>
    new ArmError(404, 'NotFound', `The local Azure has no '${c.req.method} ${c.req.path}'.`).toResponse(),
  );
  app.onError((error) => {
    if (error instanceof ArmError) return error.toResponse();
    return Response.json({ error: toWireError(error) }, { status: 500 });
  });
  return app;
}
