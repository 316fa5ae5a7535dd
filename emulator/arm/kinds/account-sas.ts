import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Action, parseBody } from './kind.ts';

/** https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list-account-sas */
const request = z.looseObject({
  signedServices: z.string(),
  signedResourceTypes: z.string(),
  signedPermission: z.string(),
  signedStart: z.iso.datetime({ offset: true }).nullish(),
  signedExpiry: z.iso.datetime({ offset: true }),
  signedIp: z.string().nullish(),
  signedProtocol: z.string().nullish(),
  keyToSign: z.enum(['key1', 'key2']).nullish(),
});

export const SAS_VERSION = '2022-11-02';

/** A token for the whole account, signed with one of its keys. */
export const listAccountSas: Action = (_context, account, body) => {
  const asked = parseBody(request, body);
  const fields: [name: string, value: string][] = [
    ['sp', asked.signedPermission],
    ['ss', asked.signedServices],
    ['srt', asked.signedResourceTypes],
    ['st', asked.signedStart ? inSeconds(asked.signedStart) : ''],
    ['se', inSeconds(asked.signedExpiry)],
    ['sip', asked.signedIp ?? ''],
    ['spr', asked.signedProtocol ?? ''],
    ['sv', SAS_VERSION],
    ['ses', ''],
  ];
  const text = [account.name, ...fields.map(([, value]) => value), ''].join('\n');
  const key = Buffer.from(account.secrets[asked.keyToSign ?? 'key1'] ?? '', 'base64');
  const signature = createHmac('sha256', key).update(text, 'utf8').digest('base64');
  const given = fields.filter(([, value]) => value !== '');
  return { accountSasToken: new URLSearchParams([...given, ['sig', signature]]).toString() };
};

/** A moment as signatures write it, without a fraction of its second. */
export function inSeconds(moment: string): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
