import { FilesError, missingHeader, notAuthenticated } from './files-error.ts';
import type { Grant } from './grant.ts';
import type { RequestTarget } from './request-target.ts';
import { grantOfSignature } from './shared-access-signature.ts';
import { isSignature, readSharedKey, textsToSign } from './shared-key.ts';
import type { StoredPolicy } from './sidecars.ts';

const MAX_DATE_LAG_MS = 15 * 60_000;

/** What the service knows of accounts, and of the time. */
export type Authority = {
  nowMs(): number;
  keys(account: string): readonly string[] | undefined;
  /** Whether the account lets its keys, and what is signed with them, open it. */
  takesKeys(target: RequestTarget): boolean;
  takesToken(token: string, account: string): boolean;
  /** Whether whoever has a token for the account has a role for what is asked for too. */
  hasRole(target: RequestTarget): boolean;
  policy(target: RequestTarget, id: string): Promise<StoredPolicy | undefined>;
};

type Asking = { method: string; headers: Headers; isSecure: boolean };

/** Who asks, proved by a shared key, a shared access signature or a token. Throws FilesError. */
export async function authenticate(
  asking: Asking,
  target: RequestTarget,
  authority: Authority,
): Promise<Grant> {
  const authorization = asking.headers.get('authorization');
  if (authorization !== null && /^bearer /i.test(authorization)) {
    requireToken(authorization.slice('bearer '.length).trim(), asking.headers, target, authority);
    return { kind: 'full' };
  }
  if (authorization === null && !target.query.has('sig')) throw new FilesError('NoAuthenticationInformation');
  const keys = authority.keys(target.account);
  if (!keys)
    throw notAuthenticated(
      `Cannot find the claimed account when trying to GetProperties for the account ${target.account}.`,
    );
  const grant = authorization === null ? bySignature() : byKey(keys);
  if (!authority.takesKeys(target)) throw new FilesError('KeyBasedAuthenticationNotPermitted');
  return grant;

  function bySignature(): Promise<Grant> {
    return grantOfSignature(target, {
      keys: keys ?? [],
      nowMs: authority.nowMs(),
      isSecure: asking.isSecure,
      policy: (id) => authority.policy(target, id),
    });
  }

  function byKey(accountKeys: readonly string[]): Grant {
    requireDate(asking.headers, authority.nowMs());
    const sharedKey = readSharedKey(asking.headers);
    if (!sharedKey) throw badAuthorization(authorization ?? '');
    const [told = '', ...others] = textsToSign(sharedKey, asking, target);
    const isSigned = [told, ...others].some((text) =>
      accountKeys.some((key) => isSignature(sharedKey.signature, key, text)),
    );
    if (sharedKey.account === target.account && isSigned) return { kind: 'full' };
    throw notAuthenticated(
      `The MAC signature found in the HTTP request '${sharedKey.signature}' is not the same as any computed signature. Server used following string to sign: '${told}'.`,
    );
  }
}

function badAuthorization(authorization: string): FilesError {
  const [scheme = '', rest] = authorization.split(' ');
  if (rest === undefined || /^sharedkey(lite)?$/i.test(scheme))
    return new FilesError('InvalidAuthenticationInfo');
  return notAuthenticated(`Authentication scheme ${scheme} is not supported`);
}

function requireDate(headers: Headers, nowMs: number): void {
  const text = headers.get('x-ms-date') ?? headers.get('date');
  if (text === null) throw notAuthenticated('Request date header not specified');
  const dateMs = Date.parse(text);
  if (Number.isNaN(dateMs)) throw notAuthenticated('The Date header in the request is incorrect.');
  if (dateMs < nowMs - MAX_DATE_LAG_MS)
    throw notAuthenticated(`Request date header too old: '${new Date(dateMs).toUTCString()}'`);
}

/** Files are opened by a token only for those who say that they do it as a backup would. */
function requireToken(token: string, headers: Headers, target: RequestTarget, authority: Authority): void {
  if (!authority.takesToken(token, target.account))
    throw notAuthenticated('Signature validation failed. Signature verification failed.');
  const intent = headers.get('x-ms-file-request-intent');
  if (intent?.toLowerCase() !== 'backup') throw missingHeader('x-ms-file-request-intent');
  if (!authority.hasRole(target)) throw new FilesError('AuthorizationPermissionMismatch');
}
