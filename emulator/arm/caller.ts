import { z } from 'zod';

export type Caller = { appId: string; objectId: string };

/** Whoever brings no token that can be read. */
const NOBODY: Caller = {
  appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  objectId: '5a3b1e00-0000-4000-8000-000000000003',
};

const claims = z.looseObject({ appid: z.string().optional(), oid: z.string().optional() });

/** Who asks, for the sentence of a refusal: what the token says, whether or not it is a valid one. */
export function callerOf(authorization: string | undefined): Caller {
  const payload = authorization?.split('.')[1];
  if (!payload) return NOBODY;
  try {
    const { appid, oid } = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return { appId: appid ?? NOBODY.appId, objectId: oid ?? NOBODY.objectId };
  } catch {
    return NOBODY;
  }
}
