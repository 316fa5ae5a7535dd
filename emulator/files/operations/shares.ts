import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Operation, readCount, shareOf } from '../call.ts';
import { FilesError } from '../files-error.ts';
import { readInteger, readMetadata } from '../request-headers.ts';
import { serviceEndpoint } from '../service-endpoint.ts';
import type { Share } from '../share-store.ts';
import { xmlResponse } from '../xml.ts';

const DEFAULT_QUOTA_GIB = 5120;
const MAX_RESULTS = 5000;

export const listShares: Operation = async (call) => {
  const { query, account } = call.target;
  const prefix = query.get('prefix') ?? '';
  const marker = query.get('marker') ?? '';
  const withMetadata = (query.get('include') ?? '').toLowerCase().split(',').includes('metadata');
  const limit = readCount(call, 'maxresults', MAX_RESULTS);

  const all = await call.parts.shares.list(account);
  const shares = all.filter(({ name }) => name.startsWith(prefix) && name >= marker);
  return xmlResponse(200, {
    EnumerationResults: {
      '@ServiceEndpoint': serviceEndpoint(call),
      Prefix: prefix,
      Marker: marker,
      MaxResults: limit,
      Shares: { Share: shares.slice(0, limit).map((share) => toElement(share, withMetadata)) },
      NextMarker: shares[limit]?.name ?? '',
    },
  });
};

export const createShare: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const created = await call.parts.shares.create(account, share, {
    quotaGiB: readInteger(call.request.headers, 'x-ms-share-quota') ?? DEFAULT_QUOTA_GIB,
    metadata: readMetadata(call.request.headers),
  });
  if (!created) throw new FilesError('ShareAlreadyExists');
  return answerShare(201, await call.parts.shares.get(account, share));
};

export const getShare: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const found = await call.parts.shares.get(account, share);
  const response = answerShare(200, found);
  response.headers.set('x-ms-share-quota', `${found.quotaGiB}`);
  response.headers.set('x-ms-access-tier', 'TransactionOptimized');
  for (const [name, value] of Object.entries(found.metadata))
    response.headers.set(`x-ms-meta-${name}`, value);
  return response;
};

export const setShareProperties: Operation = async (call) => {
  const { account, share } = shareOf(call);
  const quotaGiB = readInteger(call.request.headers, 'x-ms-share-quota');
  const change = quotaGiB === undefined ? {} : { quotaGiB };
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
  const usage = await bytesUnder(call.parts.shares.folder(account, share));
  return xmlResponse(200, { ShareStats: { ShareUsageBytes: usage } }, shareHeaders(found));
};

export const deleteShare: Operation = async (call) => {
  const { account, share } = shareOf(call);
  await call.parts.shares.delete(account, share);
  return new Response(null, { status: 202 });
};

const etag = ({ lastModified }: Share) => `"0x${Date.parse(lastModified).toString(16).toUpperCase()}"`;

const shareHeaders = (share: Share) =>
  new Headers({ etag: etag(share), 'last-modified': share.lastModified });

const answerShare = (status: number, share: Share) =>
  new Response(null, { status, headers: shareHeaders(share) });

function toElement(share: Share, withMetadata: boolean): Record<string, unknown> {
  return {
    Name: share.name,
    Properties: { 'Last-Modified': share.lastModified, Etag: etag(share), Quota: share.quotaGiB },
    ...(withMetadata && { Metadata: share.metadata }),
  };
}

async function bytesUnder(folder: string): Promise<number> {
  let bytes = 0;
  for (const item of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (item.isFile()) bytes += (await lstat(join(item.parentPath, item.name))).size;
  return bytes;
}
