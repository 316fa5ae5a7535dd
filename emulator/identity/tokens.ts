import { createHash, randomUUID, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { createTokenKeys, type TokenKey } from './token-key.ts';

const SECOND_MS = 1000;
/** Entra lets clocks differ by five minutes, so a token is valid from five minutes before it was asked for. */
const BACKDATED_S = 300;
const MAX_TOKEN_LENGTH = 16_384;

type TokenRequest = {
  /** What the token is for: `https://management.azure.com`. */
  audience: string;
  clientId: string;
  /** How the client proved itself: `1` by a secret, `2` by a certificate or as a managed identity. */
  proof: '1' | '2';
  lifetimeS: number;
  /** The tenant that signs it; the home tenant when absent. */
  tenantId?: string;
};

/** Times are in seconds since 1970. */
export type IssuedToken = { token: string; notBeforeS: number; expiresAtS: number };

const claims = z.looseObject({
  aud: z.string(),
  iss: z.string(),
  tid: z.string(),
  exp: z.number(),
  nbf: z.number(),
});
type Claims = z.infer<typeof claims>;

export type Tokens = {
  issue(request: TokenRequest): IssuedToken;
  /** The claims of a token as they stand, and whether it was signed here; undefined when it is no token at all. */
  read(token: string): { claims: Claims; signedHere: boolean } | undefined;
  /** Whether a token was signed here for a tenant, is valid now, and is for one of these audiences (without a slash at their ends). */
  accepts(token: string, audiences: readonly string[], tenantId: string): boolean;
  /** The public key, as it is published. */
  jwk(): TokenKey['jwk'];
};

/**
 * Access tokens as Entra ID signs them for a service principal (version 1.0):
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function createTokens(folder: string, homeTenantId: () => string, clock: Clock): Tokens {
  const key = createTokenKeys(folder);
  const nowS = () => Math.floor(clock.now() / SECOND_MS);

  const read: Tokens['read'] = (token) => {
    const [header = '', payload = '', signature = '', ...more] = token.split('.');
    if (token.length > MAX_TOKEN_LENGTH || signature === '' || more.length > 0) return undefined;
    const parsed = claims.safeParse(decode(payload));
    if (!parsed.success) return undefined;
    const content = Buffer.from(`${header}.${payload}`);
    return {
      claims: parsed.data,
      signedHere: verify('sha256', content, key().publicKey, Buffer.from(signature, 'base64url')),
    };
  };

  return {
    issue({ audience, clientId, proof, lifetimeS, tenantId: tid = homeTenantId() }) {
      const oid = objectIdOf(clientId);
      const issuedAtS = nowS();
      const expiresAtS = issuedAtS + lifetimeS;
      const notBeforeS = issuedAtS - BACKDATED_S;
      const { privateKey, jwk } = key();
      const content = [
        encode({ typ: 'JWT', alg: 'RS256', x5t: jwk.kid, kid: jwk.kid }),
        encode({
          aud: audience,
          iss: issuerOf(tid),
          iat: notBeforeS,
          nbf: notBeforeS,
          exp: expiresAtS,
          appid: clientId,
          appidacr: proof,
          idp: issuerOf(tid),
          idtyp: 'app',
          oid,
          sub: oid,
          tid,
          uti: randomUUID(),
          ver: '1.0',
        }),
      ].join('.');
      const signature = sign('sha256', Buffer.from(content), privateKey).toString('base64url');
      return { token: `${content}.${signature}`, notBeforeS, expiresAtS };
    },
    read,
    accepts(token, audiences, tenantId) {
      const found = read(token);
      if (!found?.signedHere) return false;
      const { aud, exp, nbf, tid } = found.claims;
      return tid === tenantId && exp > nowS() && nbf <= nowS() && audiences.includes(aud.replace(/\/$/, ''));
    },
    jwk: () => key().jwk,
  };
}

export function issuerOf(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}

/** The service principal of an application: always the same one, as a directory would have it. */
function objectIdOf(clientId: string): string {
  const hash = createHash('sha256').update(clientId.toLowerCase()).digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
