import { z } from 'zod';
import { type Operation, shareOf } from '../call.ts';
import { FilesError } from '../files-error.ts';
import type { StoredPolicy } from '../sidecars.ts';
import { type XmlElement, xmlResponse } from '../xml.ts';
import { readXml } from '../xml-body.ts';
import { answerShare, shareEtag } from './shares.ts';

const MAX_POLICIES = 5;
const MAX_ID_CHARACTERS = 64;

const time = z.string().regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?Z)?$/, 'A time in UTC.');
const policy = z.object({
  Start: z.union([z.literal(''), time]).optional(),
  Expiry: z.union([z.literal(''), time]).optional(),
  Permission: z
    .string()
    .regex(/^r?c?w?d?l?$/, 'Letters of rcwdl, in this order.')
    .optional(),
});
const identifier = z.object({
  Id: z.string().min(1).max(MAX_ID_CHARACTERS),
  AccessPolicy: z.union([z.literal('').transform(() => ({})), policy]).optional(),
});
const body = z.object({
  SignedIdentifiers: z.union([
    z.literal('').transform(() => ({ SignedIdentifier: [] })),
    z.object({ SignedIdentifier: z.array(identifier) }),
  ]),
});

/** The stored access policies of a share: signatures refer to them by `si`. */
export const getAccessPolicies: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const found = await call.parts.shares.get(account, share);
  const policies = (found.policies ?? []).map(toElement);
  // The JavaScript SDK trips over an element with nothing in it at all, not even a line break.
  return xmlResponse(200, ['SignedIdentifiers', policies.length > 0 ? policies : '\n'], {
    etag: shareEtag(found),
    'last-modified': found.lastModified,
  });
};

export const setAccessPolicies: Operation = async (call) => {
  const { account, share } = shareOf(call);
  await call.parts.shares.get(account, share);
  const hasBody = (call.request.headers.get('content-length') ?? '0') !== '0';
  const { SignedIdentifiers } = hasBody
    ? await readXml(call.request, body, ['SignedIdentifier'])
    : { SignedIdentifiers: { SignedIdentifier: [] } };
  const policies = SignedIdentifiers.SignedIdentifier.map(toPolicy);
  if (policies.length > MAX_POLICIES) throw new FilesError('InvalidXmlDocument');
  return answerShare(200, await call.parts.shares.update(account, share, { policies }));
};

function toPolicy({ Id, AccessPolicy = {} }: z.infer<typeof identifier>): StoredPolicy {
  const { Start, Expiry, Permission }: z.infer<typeof policy> = AccessPolicy;
  return {
    id: Id,
    ...(Start && { starts: inTicks(Start) }),
    ...(Expiry && { expires: inTicks(Expiry) }),
    ...(Permission && { permissions: Permission }),
  };
}

function toElement({ id, starts, expires, permissions }: StoredPolicy): XmlElement {
  const fields: XmlElement[] = [
    ['Start', starts],
    ['Expiry', expires],
    ['Permission', permissions],
  ];
  return [
    'SignedIdentifier',
    [
      ['Id', id],
      ['AccessPolicy', fields],
    ],
  ];
}

const inTicks = (text: string) => new Date(text).toISOString().replace('Z', '0000Z');
