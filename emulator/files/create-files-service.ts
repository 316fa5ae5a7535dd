import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { authenticate } from './authenticate.ts';
import type { Parts } from './call.ts';
import { Entries } from './entries.ts';
import { FilesError, type FilesErrorCode } from './files-error.ts';
import type { FilesService, FilesServiceOptions } from './files-service.ts';
import { findOperation } from './find-operation.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';
import { ShareStore } from './share-store.ts';
import { requireGrant } from './shared-access-signature.ts';
import { readSharedKey } from './shared-key.ts';
import { Sidecars } from './sidecars.ts';
import { xmlResponse } from './xml.ts';

const DEFAULT_VERSION = '2026-10-06';

/** The Files data plane on folders under `root`; what files cannot carry is kept in `root/.meta`. */
export function createFilesService({ root, now, accountKeys }: FilesServiceOptions): FilesService {
  clearLeftovers(root);
  const sidecars = new Sidecars(join(root, '.meta'));
  const shares = new ShareStore(root, sidecars);
  const isAccount = (name: string) => accountKeys(name) !== undefined;

  /** The source of a copy or rename: in the same account, or with a signature of its own. */
  const authorizeSource = (sourceUrl: string, account: string): RequestTarget => {
    const source = parseTarget(sourceUrl, null, account, isAccount);
    if (source.account !== account) {
      const grant = authenticate(
        { method: 'GET', headers: new Headers() },
        source,
        accountKeys(source.account),
        now(),
      );
      requireGrant(grant, { resourceType: 'o', anyOf: 'r' });
    }
    return source;
  };
  const parts: Parts = { shares, entries: new Entries(shares), sidecars, authorizeSource };

  const answer = async (request: Request, rawUrl: string): Promise<Response> => {
    const signer = readSharedKey(request.headers)?.account;
    const target = parseTarget(rawUrl, request.headers.get('host'), signer, isAccount);
    const grant = authenticate(request, target, accountKeys(target.account), now());
    const operation = findOperation(request.method, target);
    requireGrant(grant, operation.requirement);
    return operation.run({ request, target, grant, parts });
  };

  return {
    async handle(request, rawUrl) {
      const response = await answer(request, rawUrl).catch(toErrorResponse);
      response.headers.set('x-ms-request-id', randomUUID());
      response.headers.set('x-ms-version', request.headers.get('x-ms-version') ?? DEFAULT_VERSION);
      response.headers.set('date', new Date(now()).toUTCString());
      const clientRequestId = request.headers.get('x-ms-client-request-id');
      if (clientRequestId) response.headers.set('x-ms-client-request-id', clientRequestId);
      return response;
    },
    createShare: (account, share, quotaGiB) => shares.create(account, share, { quotaGiB, metadata: {} }),
    deleteShare: (account, share) => shares.delete(account, share),
    listShares: (account) => shares.list(account),
    shareFolder: (account, share) => shares.folder(account, share),
  };
}

/** What a process that was killed had begun: records half written, shares half deleted. */
function clearLeftovers(root: string): void {
  for (const folder of [join(root, '.meta', ':temporary'), join(root, '.deleted')])
    rmSync(folder, { recursive: true, force: true });
}

function toErrorResponse(error: unknown): Response {
  const known = error instanceof FilesError ? error : unexpected(error);
  const code: FilesErrorCode = known.code;
  const response = xmlResponse(known.status, { Error: { Code: code, Message: known.message } });
  response.headers.set('x-ms-error-code', code);
  return response;
}

/** Names what failed without the path it failed on. */
function unexpected(error: unknown): FilesError {
  const code = error instanceof Error && 'code' in error ? ` ${error.code}` : '';
  return new FilesError('InternalError', `(${error instanceof Error ? error.name : typeof error}${code})`);
}
