import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Authority, authenticate } from './authenticate.ts';
import { BodyBuffers } from './body-buffers.ts';
import type { Parts } from './call.ts';
import { Entries } from './entries.ts';
import { errorResponse } from './error-response.ts';
import { badHeader, FilesError } from './files-error.ts';
import type { FilesService, FilesServiceOptions } from './files-service.ts';
import { findOperation } from './find-operation.ts';
import { requireGrant } from './grant.ts';
import { KeptTimes } from './kept-times.ts';
import { parseTarget } from './request-target.ts';
import { ShareStore } from './share-store.ts';
import { ShareUsage } from './share-usage.ts';
import { readSharedKey } from './shared-key.ts';
import { Sidecars } from './sidecars.ts';
import { createSources } from './sources.ts';

const DEFAULT_VERSION = '2026-10-06';
const FIRST_VERSION = '2014-02-14';

/** The Files data plane on folders under `root`; what files cannot carry is kept in `root/.meta`. */
export function createFilesService(options: FilesServiceOptions): FilesService {
  const { root, now, faults, accountKeys } = options;
  clearLeftovers(root);
  const sidecars = new Sidecars(join(root, '.meta'));
  const shares = new ShareStore(root, sidecars, now);
  const isAccount = (name: string) => accountKeys(name) !== undefined;
  const authority: Authority = {
    nowMs: now,
    keys: accountKeys,
    takesKeys: ({ account }) =>
      options.sharedKeyAllowed(account) && !faults.strikes('keys-forbidden', account),
    takesToken: options.acceptsToken,
    hasRole: ({ account, share = '', path }) =>
      !faults.strikes('no-data-role', [account, share, ...path].join('/')),
    async policy({ account, share = '' }, id) {
      const record = await sidecars.readShare({ account, share });
      return record?.policies?.find((policy) => policy.id === id);
    },
  };
  const parts: Parts = {
    shares,
    entries: new Entries(shares),
    sidecars,
    usage: new ShareUsage(shares, faults),
    sources: createSources(authority, isAccount),
    buffers: new BodyBuffers(),
    keptTimes: new KeptTimes(),
    now,
  };

  const answer = async (request: Request, rawUrl: string): Promise<Response> => {
    requireVersion(request.headers, now());
    if (request.method === 'OPTIONS') throw new FilesError('CorsPreflightFailure');
    const { headers, method } = request;
    const target = parseTarget(rawUrl, {
      host: headers.get('host'),
      signer: readSharedKey(headers)?.account,
      keepsTrailingDots: headers.get('x-ms-allow-trailing-dot')?.toLowerCase() === 'true',
      isAccount,
    });
    const grant = await authenticate({ method, headers, isSecure: isSecure(request) }, target, authority);
    const operation = findOperation(method, target, headers);
    requireGrant(grant, operation.requirement);
    return operation.run({ request, target, grant, parts });
  };

  return {
    async handle(request, rawUrl) {
      const requestId = randomUUID();
      const response = await answer(request, rawUrl).catch((error: unknown) =>
        errorResponse(error, requestId, now()),
      );
      response.headers.set('x-ms-request-id', requestId);
      response.headers.set('x-ms-version', request.headers.get('x-ms-version') ?? DEFAULT_VERSION);
      response.headers.set('date', new Date(now()).toUTCString());
      const clientRequestId = request.headers.get('x-ms-client-request-id');
      if (clientRequestId) response.headers.set('x-ms-client-request-id', clientRequestId);
      return response;
    },
    createShare: (account, share, properties) => shares.put(account, share, properties),
    countShareBytes: (account, share) => parts.usage.count(account, share),
    deleteShare: (account, share) => shares.delete(account, share),
    listShares: (account) => shares.list(account),
    shareFolder: (account, share) => shares.folder(account, share),
  };
}

/** What a process that was killed had begun: files and records half written, shares half deleted. */
function clearLeftovers(root: string): void {
  for (const folder of [join(root, '.meta', ':temporary'), join(root, '.deleted')])
    rmSync(folder, { recursive: true, force: true });
}

/** Versions are dates: one that is yet to come, and that no client here has, cannot be known. */
function requireVersion(headers: Headers, nowMs: number): void {
  const version = headers.get('x-ms-version');
  if (version === null) return;
  const isDate = /^\d{4}-\d\d-\d\d$/.test(version) && !Number.isNaN(Date.parse(version));
  const isToCome = Date.parse(version) > nowMs && version > DEFAULT_VERSION;
  if (!isDate || isToCome || version < FIRST_VERSION) throw badHeader('x-ms-version', version);
}

function isSecure(request: Request): boolean {
  const forwarded = request.headers.get('x-forwarded-proto');
  return (forwarded ?? new URL(request.url).protocol.replace(':', '')) === 'https';
}
