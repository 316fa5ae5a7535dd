import { type Operation, readCount } from '../call.ts';
import { serviceEndpoint } from '../service-endpoint.ts';
import type { Share } from '../share-store.ts';
import { type XmlElement, xmlResponse } from '../xml.ts';
import { DEFAULT_ACCESS_TIER, shareEtag } from './shares.ts';

const MAX_RESULTS = 5000;

/** One page of an account's shares; the marker is the first name of the page to come. */
export const listShares: Operation = async (call) => {
  const { query, account } = call.target;
  const prefix = query.get('prefix') ?? '';
  const marker = query.get('marker') ?? '';
  const withMetadata = (query.get('include') ?? '').toLowerCase().split(',').includes('metadata');
  const limit = readCount(call, 'maxresults', MAX_RESULTS);

  const all = await call.parts.shares.names(account);
  const names = all.filter((name) => name.startsWith(prefix) && name >= marker);
  const shares = await call.parts.shares.getAll(account, names.slice(0, limit));
  return xmlResponse(200, [
    'EnumerationResults',
    [
      ['Prefix', query.get('prefix')],
      ['Marker', query.get('marker')],
      ['MaxResults', query.has('maxresults') ? limit : undefined],
      ['Shares', shares.map((share) => toElement(share, withMetadata))],
      ['NextMarker', names[limit] ?? ''],
    ],
    { ServiceEndpoint: serviceEndpoint(call) },
  ]);
};

function toElement(share: Share, withMetadata: boolean): XmlElement {
  return [
    'Share',
    [
      ['Name', share.name],
      [
        'Properties',
        [
          ['Last-Modified', share.lastModified],
          ['Etag', shareEtag(share)],
          ['LeaseStatus', 'unlocked'],
          ['LeaseState', 'available'],
          ['Quota', share.quotaGiB],
          ['AccessTier', share.accessTier ?? DEFAULT_ACCESS_TIER],
          ['AccessTierChangeTime', share.lastModified],
          ['EnabledProtocols', 'SMB'],
        ],
      ],
      ['Metadata', withMetadata ? Object.entries(share.metadata) : undefined],
    ],
  ];
}
