import { type Authority, authenticate } from './authenticate.ts';
import { badHeader, FilesError, unverifiedSource } from './files-error.ts';
import { type Grant, requirePermission } from './grant.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';

/** A request that is allowed itself. */
type Allowed = { request: Request; target: RequestTarget; grant: Grant };

/** Reads and proves what a request names as its source, in a header. */
export type Sources = {
  /** A file to read; throws CannotVerifyCopySource when it must not be read. */
  toCopy(call: Allowed, header: string): Promise<RequestTarget>;
  /** What to move, in the same share. */
  toMove(call: Allowed, header: string): Promise<RequestTarget>;
};

/** A source in the share or account that the request's own proof covers needs no signature of its own. */
export function createSources(authority: Authority, isAccount: (name: string) => boolean): Sources {
  const read = ({ request, target }: Allowed, header: string): RequestTarget => {
    const url = request.headers.get(header) ?? '';
    if (!/^(https?:\/)?\//i.test(url)) throw badHeader(header, url);
    const dots = request.headers.get('x-ms-source-allow-trailing-dot')?.toLowerCase() === 'true';
    return parseTarget(url, { host: null, signer: target.account, keepsTrailingDots: dots, isAccount });
  };

  const prove = async ({ grant, target }: Allowed, source: RequestTarget, anyOf: string): Promise<void> => {
    const isOwn =
      source.account === target.account &&
      (grant.kind === 'full' ||
        grant.scope === 'account' ||
        (grant.scope === 'share' && source.share === target.share));
    if (isOwn && !source.query.has('sig')) return requirePermission(grant, anyOf);
    if (isOwn && grant.kind === 'full') return;
    const asking = { method: 'GET', headers: new Headers(), isSecure: true };
    requirePermission(await authenticate(asking, source, authority), anyOf);
  };

  return {
    async toCopy(call, header) {
      const source = read(call, header);
      if (source.path.length === 0)
        throw new FilesError('CannotVerifyCopySource', {}, 'InvalidQueryParameterValue');
      await prove(call, source, 'r').catch(unverifiedSource);
      return source;
    },
    async toMove(call, header) {
      const source = read(call, header);
      if (source.account !== call.target.account || source.share !== call.target.share)
        throw badHeader(header, source.rawPath, 'The source must be in the same share.');
      await prove(call, source, 'w');
      return source;
    },
  };
}
