import { type Operation, shareOf } from '../call.ts';
import { etagOf, NS_PER_MS } from '../entry-headers.ts';
import { badHeader, FilesError } from '../files-error.ts';
import { readInteger, readMetadata, readWord } from '../request-headers.ts';
import { DEFAULT_QUOTA_GIB, type Share } from '../share-store.ts';
import type { ShareRecord } from '../sidecars.ts';
import { xmlResponse } from '../xml.ts';

const MAX_QUOTA_GIB = 102_400;
const ACCESS_TIERS = ['TransactionOptimized', 'Hot', 'Cool', 'Premium'] as const;
export const DEFAULT_ACCESS_TIER = 'TransactionOptimized';

export const createShare: Operation = async (call) => {
  const { headers } = call.request;
  const { account, share } = shareOf(call);
  requireSmb(headers);
  const created = await call.parts.shares.create(account, share, {
    quotaGiB: DEFAULT_QUOTA_GIB,
    metadata: readMetadata(headers),
    ...readShareProperties(headers),
  });
  if (!created) throw new FilesError('ShareAlreadyExists');
  return answerShare(201, await call.parts.shares.get(account, share));
};

export const getShare: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const found = await call.parts.shares.get(account, share);
  const headers = {
    'x-ms-share-quota': `${found.quotaGiB}`,
    'x-ms-access-tier': found.accessTier ?? DEFAULT_ACCESS_TIER,
    'x-ms-access-tier-change-time': found.lastModified,
    'x-ms-enabled-protocols': 'SMB',
    'x-ms-lease-status': 'unlocked',
    'x-ms-lease-state': 'available',
  };
  const metadata = Object.entries(found.metadata).map(([name, value]) => [`x-ms-meta-${name}`, value]);
  return answerShare(200, found, { ...headers, ...Object.fromEntries(metadata) });
};

export const getShareMetadata: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const found = await call.parts.shares.get(account, share);
  const metadata = Object.entries(found.metadata).map(([name, value]) => [`x-ms-meta-${name}`, value]);
  return answerShare(200, found, Object.fromEntries(metadata));
};

export const setShareProperties: Operation = async (call) => {
  const { account, share } = shareOf(call);
  requireSmb(call.request.headers);
  const change = readShareProperties(call.request.headers);
  return answerShare(200, await call.parts.shares.update(account, share, change));
};

export const setShareMetadata: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const metadata = readMetadata(call.request.headers);
  return answerShare(200, await call.parts.shares.update(account, share, { metadata }));
};

export const getShareStatistics: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const found = await call.parts.shares.get(account, share);
  const bytes = await call.parts.usage.count(account, share);
  return xmlResponse(200, ['ShareStats', [['ShareUsageBytes', bytes]]], shareHeaders(found));
};

export const deleteShare: Operation = async (call) => {
  const { account, share } = shareOf(call);
  readWord(call.request.headers, 'x-ms-delete-snapshots', ['include', 'include-leased']);
  if (!(await call.parts.shares.delete(account, share))) throw new FilesError('ShareNotFound');
  return new Response(null, { status: 202 });
};

/** Shares are gone at once when they are deleted: there is no soft delete. */
export const undeleteShare: Operation = async (call) => {
  shareOf(call);
  throw new FilesError('ShareNotFound');
};

export const shareEtag = ({ changedAt }: Share) => etagOf(BigInt(Date.parse(changedAt)) * NS_PER_MS);

const shareHeaders = (share: Share) => ({ etag: shareEtag(share), 'last-modified': share.lastModified });

export const answerShare = (status: number, share: Share, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers: { ...shareHeaders(share), ...headers } });

function readShareProperties(headers: Headers): Partial<ShareRecord> {
  const quotaGiB = readInteger(headers, 'x-ms-share-quota');
  if (quotaGiB !== undefined && (quotaGiB < 1 || quotaGiB > MAX_QUOTA_GIB))
    throw badHeader('x-ms-share-quota', `${quotaGiB}`);
  const accessTier = readWord(headers, 'x-ms-access-tier', ACCESS_TIERS);
  return { ...(quotaGiB !== undefined && { quotaGiB }), ...(accessTier !== undefined && { accessTier }) };
}

/** Shares here speak SMB: what concerns NFS alone is refused as an account without it does. */
function requireSmb(headers: Headers): void {
  const protocols = headers.get('x-ms-enabled-protocols');
  if (protocols !== null && !/^smb$/i.test(protocols)) throw badHeader('x-ms-enabled-protocols', protocols);
  const squash = headers.get('x-ms-root-squash');
  if (squash !== null) throw badHeader('x-ms-root-squash', squash, 'Only for shares that speak NFS.');
}
