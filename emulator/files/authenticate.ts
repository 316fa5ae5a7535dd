import { FilesError } from './files-error.ts';
import type { RequestTarget } from './request-target.ts';
import { type Grant, grantOfSignature } from './shared-access-signature.ts';
import { isSignedBy, readSharedKey } from './shared-key.ts';

/** Who asks, proved by a shared key or a shared access signature. Throws FilesError. */
export function authenticate(
  request: { method: string; headers: Headers },
  target: RequestTarget,
  keys: readonly string[] | undefined,
  now: number,
): Grant {
  const sharedKey = readSharedKey(request.headers);
  if (sharedKey) {
    if (!keys || sharedKey.account !== target.account)
      throw new FilesError('AuthenticationFailed', `There is no storage account '${target.account}'.`);
    if (!isSignedBy(keys, sharedKey.signature, request, target)) throw new FilesError('AuthenticationFailed');
    return { kind: 'full' };
  }
  const scheme = request.headers.get('authorization')?.split(' ')[0];
  if (scheme)
    throw new FilesError('AuthenticationFailed', `The authorization scheme '${scheme}' is not supported.`);
  if (!target.query.has('sig')) throw new FilesError('NoAuthenticationInformation');
  if (!keys) throw new FilesError('AuthenticationFailed', `There is no storage account '${target.account}'.`);
  return grantOfSignature(keys, target, now);
}
