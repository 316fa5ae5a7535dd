import { FilesError } from './files-error.ts';
import { checkPath } from './names.ts';

/** What a request is about, read from the request target as it stood on the wire. */
export type RequestTarget = {
  account: string;
  /** Absent for a request to the service itself. */
  share: string | undefined;
  /** Directories and file below the share; empty for its root. */
  path: string[];
  query: ReadonlyMap<string, string>;
  /** Percent-encoded, as it was signed. */
  rawPath: string;
  rawQuery: string;
};

/**
 * Splits `/{account}/{share}/{path}?{query}`. Encoded slashes separate too, as azcopy sends them. A first
 * segment that is no account means the host-style path of the account that signed: the JavaScript SDK's
 * `rename` drops the account from a path-style URL.
 */
export function parseTarget(
  rawUrl: string,
  signer: string | undefined,
  isAccount: (name: string) => boolean,
): RequestTarget {
  const [rawPath = '/', rawQuery = ''] = splitOnce(rawUrl.replace(/^https?:\/\/[^/?]*/i, ''), '?');
  const segments = decode(rawPath).split('/').filter(Boolean);
  const hostStyle = signer !== undefined && isAccount(signer) && !isAccount(segments[0] ?? '');
  const [account = '', share, ...path] = hostStyle ? [signer, ...segments] : segments;
  checkPath(path);
  return { account, share, path, query: parseQuery(rawQuery), rawPath, rawQuery };
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
