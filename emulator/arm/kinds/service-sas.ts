import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { notSupported } from '../arm-error.ts';
import { inSeconds, SAS_VERSION } from './account-sas.ts';
import { type Action, parseBody } from './kind.ts';

/** https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list-service-sas */
const request = z.looseObject({
  canonicalizedResource: z.string().startsWith('/'),
  signedResource: z.string().nullish(),
  signedPermission: z.string().nullish(),
  signedIp: z.string().nullish(),
  signedProtocol: z.string().nullish(),
  signedStart: z.iso.datetime({ offset: true }).nullish(),
  signedExpiry: z.iso.datetime({ offset: true }).nullish(),
  signedIdentifier: z.string().nullish(),
  keyToSign: z.enum(['key1', 'key2']).nullish(),
  rscc: z.string().nullish(),
  rscd: z.string().nullish(),
  rsce: z.string().nullish(),
  rscl: z.string().nullish(),
  rsct: z.string().nullish(),
});

/** A token for a share or a file in it. https://learn.microsoft.com/rest/api/storageservices/create-service-sas */
export const listServiceSas: Action = (_context, account, body) => {
  const asked = parseBody(request, body);
  const [, service = ''] = asked.canonicalizedResource.split('/');
  if (service !== 'file') throw notSupported(`a service SAS for '${service}': only files are served`);
  const fields = {
    sp: asked.signedPermission ?? '',
    st: asked.signedStart ? inSeconds(asked.signedStart) : '',
    se: asked.signedExpiry ? inSeconds(asked.signedExpiry) : '',
    si: asked.signedIdentifier ?? '',
    sip: asked.signedIp ?? '',
    spr: asked.signedProtocol ?? '',
    sv: SAS_VERSION,
    rscc: asked.rscc ?? '',
    rscd: asked.rscd ?? '',
    rsce: asked.rsce ?? '',
    rscl: asked.rscl ?? '',
    rsct: asked.rsct ?? '',
  };
  const { sp, st, se, ...rest } = fields;
  const text = [sp, st, se, asked.canonicalizedResource, ...Object.values(rest)].join('\n');
  const key = Buffer.from(account.secrets[asked.keyToSign ?? 'key1'] ?? '', 'base64');
  const sig = createHmac('sha256', key).update(text, 'utf8').digest('base64');
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  const token = new URLSearchParams([...given, ['sr', asked.signedResource ?? 's'], ['sig', sig]]);
  return { serviceSasToken: token.toString() };
};
