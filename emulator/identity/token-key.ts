import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const MODULUS_BITS = 2048;
const OWNER_ONLY = 0o600;

const rsaPublicKey = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() });

export type TokenKey = {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** As `/discovery/keys` lists it: https://www.rfc-editor.org/rfc/rfc7517 */
  jwk: { kid: string; n: string; e: string };
};

/** The key that signs access tokens, kept in the folder so that tokens outlive a restart; made when first asked for. */
export function createTokenKeys(folder: string): () => TokenKey {
  const file = join(folder, 'token-key.pem');
  let key: TokenKey | undefined;
  return () => {
    key ??= tokenKeyOf(existsSync(file) ? createPrivateKey(readFileSync(file)) : makeKey(folder, file));
    return key;
  };
}

function makeKey(folder: string, file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: MODULUS_BITS });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: OWNER_ONLY });
  renameSync(`${file}.new`, file);
  return privateKey;
}

function tokenKeyOf(privateKey: KeyObject): TokenKey {
  const publicKey = createPublicKey(privateKey);
  const { n, e } = rsaPublicKey.parse(publicKey.export({ format: 'jwk' }));
  return { privateKey, publicKey, jwk: { kid: createHash('sha1').update(n).digest('base64url'), n, e } };
}
