import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Resource } from '../../state/models.ts';
import { type Action, parseBody } from './kind.ts';
import { oneOf } from './one-of.ts';

const KEY_BYTES = 64;
const KEY_NAMES = ['key1', 'key2'] as const;

/** Two random keys in base64, as long as those of the service. */
export function newAccountKeys(): Resource['secrets'] {
  return { key1: newKey(), key2: newKey() };
}

/** https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list-keys */
export const listKeys: Action = (_context, account) => ({
  keys: KEY_NAMES.map((keyName) => ({
    creationTime: account.secrets[`${keyName}CreatedAt`] ?? account.createdTime,
    keyName,
    value: account.secrets[keyName],
    permissions: 'Full',
  })),
});

/** https://learn.microsoft.com/rest/api/storagerp/storage-accounts/regenerate-key; Kerberos keys are refused. */
export const regenerateKey: Action = (context, account, body) => {
  const { keyName } = parseBody(z.looseObject({ keyName: oneOf(KEY_NAMES) }), body);
  const now = new Date(context.clock.now()).toISOString();
  const secrets = { ...account.secrets, [keyName]: newKey(), [`${keyName}CreatedAt`]: now };
  const changed = { ...account, secrets };
  context.state.resources.put(account.id, changed);
  return listKeys(context, changed, body);
};

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}
