import { FilesError, notSupported } from './files-error.ts';
import { type FoundOperation, OPERATIONS, REFUSED } from './operation-table.ts';
import type { RequestTarget } from './request-target.ts';

/**
 * The operation that method, `restype`, `comp` and a copy's source name, as in `PUT directory metadata`. One that is
 * not done here is refused by name; what is no operation of the service, as the service refuses it.
 */
export function findOperation(method: string, target: RequestTarget, headers: Headers): FoundOperation {
  const restype = levelOf(target);
  const isCopy = restype === 'file' && !target.query.has('comp') && headers.has('x-ms-copy-source');
  const comp = isCopy ? 'copy-source' : (target.query.get('comp')?.toLowerCase() ?? '');
  const what = [restype, comp].filter(Boolean).join(' ');
  const name = `${method} ${what}`;
  const snapshot = ['sharesnapshot', 'snapshot'].find((each) => target.query.has(each));
  if (snapshot !== undefined) throw notSupported(`'${name}' of a share snapshot`);
  if (REFUSED.includes(name)) throw notSupported(`'${name}'`);
  const found = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!found) throw unknownOperation(target, what);
  requireRightLevel(target, restype);
  requireNoLease(headers, restype);
  return found;
}

/** Handles are asked for by path alone, whatever lies there; without a `restype` a path is a file's. */
function levelOf({ query, share }: RequestTarget): string {
  if (/^(listhandles|forceclosehandles)$/i.test(query.get('comp') ?? '')) return 'handles';
  return query.get('restype')?.toLowerCase() ?? (share === undefined ? 'service' : 'file');
}

function unknownOperation({ query }: RequestTarget, what: string): FilesError {
  const others = [...Object.keys(OPERATIONS), ...REFUSED].map((name) => name.slice(name.indexOf(' ') + 1));
  if (others.includes(what)) return new FilesError('UnsupportedHttpVerb');
  const parameter = ['comp', 'restype'].find((name) => query.has(name));
  if (parameter === undefined) return new FilesError('InvalidUri');
  return new FilesError('InvalidQueryParameterValue', {
    QueryParameterName: parameter,
    QueryParameterValue: query.get(parameter) ?? '',
  });
}

/** A share's own operations name a share and nothing below it; a file is always below one. */
function requireRightLevel({ share, path }: RequestTarget, restype: string): void {
  const isBelow = share !== undefined && (restype !== 'file' || path.length > 0);
  const isShare = share !== undefined && path.length === 0;
  const fits = restype === 'service' ? share === undefined : restype === 'share' ? isShare : isBelow;
  if (!fits) throw new FilesError('InvalidUri');
}

/** Nothing is ever leased here, so no request can hold a lease. */
function requireNoLease(headers: Headers, restype: string): void {
  const names = ['x-ms-lease-id', 'x-ms-source-lease-id', 'x-ms-destination-lease-id'];
  if (!names.some((name) => headers.has(name))) return;
  throw new FilesError(
    restype === 'share' ? 'LeaseNotPresentWithContainerOperation' : 'LeaseNotPresentWithFileOperation',
  );
}
