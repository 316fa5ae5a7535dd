import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { sameText } from '../resource-id.ts';

const LIFETIME_MS = 60 * 60 * 1000;

const claims = z.object({ sub: z.string(), exp: z.number() });

/** A token that opens the log streams of one app or environment, and when it ends. */
function issueToken(context: EmulatorContext, resourceId: string): { token: string; expires: string } {
  const expiresAtMs = context.clock.now() + LIFETIME_MS;
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  const body = encode({ sub: resourceId, exp: expiresAtMs } satisfies z.infer<typeof claims>);
  const token = `${head}.${body}.${sign(context, `${head}.${body}`)}`;
  return { token, expires: new Date(expiresAtMs).toISOString() };
}

/** What `getAuthtoken` of an app or environment answers. */
export function renderAuthToken(
  context: EmulatorContext,
  { id, name, type, location }: Resource,
): JsonObject {
  return { id, name, type: `${type}/accesstoken`, location, properties: issueToken(context, id) };
}

/** Throws ArmError unless the header carries a token of that resource which is still good. */
export function checkToken(
  context: EmulatorContext,
  authorization: string | undefined,
  resourceId: string,
): void {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const [head = '', body = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(context, `${head}.${body}`));
  const given = Buffer.from(signature);
  const refusal = new ArmError(
    401,
    'Unauthorized',
    'The log stream needs the token that getAuthtoken answers.',
  );
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw refusal;
  const { sub, exp } = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (exp < context.clock.now()) throw refusal;
  if (sameText(sub, resourceId)) return;
  throw new ArmError(403, 'Forbidden', 'The token opens the log streams of another app or environment.');
}

function sign(context: EmulatorContext, text: string): string {
  return createHmac('sha256', context.account().signingKey).update(text).digest('base64url');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
