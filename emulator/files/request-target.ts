import { FilesError } from './files-error.ts';
import { readPath } from './names.ts';

/** What a request is about, read from the request target as it stood on the wire. */
export type RequestTarget = {
  account: string;
  /** Whether the host names the account, and the path begins with the share. */
  byHost: boolean;
  /** Absent for a request to the service itself. */
  share: string | undefined;
  /** Directories and file below the share; empty for its root. */
  path: readonly string[];
  query: ReadonlyMap<string, string>;
  /** Percent-encoded, as it was signed. */
  rawPath: string;
};

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;
const ACCOUNT_HOST = /^([a-z0-9]+)(?:-secondary)?\.file\.(?:core\.windows\.net|localhost)(?::\d+)?$/i;

/** What tells how a request target is to be read. */
type Reading = {
  /** The request's own host; null for a URL that has its own. */
  host: string | null;
  /** The account that signed, if one did. */
  signer: string | undefined;
  keepsTrailingDots: boolean;
  isAccount(name: string): boolean;
};

/**
 * Splits `/{account}/{share}/{path}?{query}`, or `/{share}/…` where the host names the account. Encoded slashes
 * separate too, as azcopy sends them. A first segment that is no account means the host-style path of the account
 * that signed: the JavaScript SDK's `rename` drops the account from a path-style URL.
 */
export function parseTarget(
  rawUrl: string,
  { host, signer, keepsTrailingDots, isAccount }: Reading,
): RequestTarget {
  const origin = ABSOLUTE.exec(rawUrl);
  const [rawPath = '/', rawQuery = ''] = splitOnce(rawUrl.slice(origin?.[0].length ?? 0) || '/', '?');
  const segments = decode(rawPath).split('/').filter(Boolean);
  const named = ACCOUNT_HOST.exec(origin?.[1] ?? host ?? '')?.[1]?.toLowerCase();
  const signed =
    signer !== undefined && isAccount(signer) && !isAccount(segments[0] ?? '') ? signer : undefined;
  const owner = named ?? signed;
  const [account = '', share, ...path] = owner === undefined ? segments : [owner, ...segments];
  return {
    account,
    byHost: named !== undefined,
    share,
    path: readPath(path, keepsTrailingDots),
    query: parseQuery(rawQuery),
    rawPath,
  };
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new FilesError('InvalidUri');
  }
}

/** Pairs of a query with lower-case names; a plus stays a plus, as in the text that was signed. */
function parseQuery(rawQuery: string): Map<string, string> {
  const pairs = rawQuery.split('&').filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [name, value] = splitOnce(pair, '=');
      return [decode(name).toLowerCase(), decode(value)];
    }),
  );
}
