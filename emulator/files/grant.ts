import { FilesError } from './files-error.ts';

/** What a request may do: everything, or what its shared access signature grants. */
export type Grant =
  | { kind: 'full' }
  | {
      kind: 'sas';
      scope: 'account' | 'share' | 'file';
      resourceTypes: string;
      permissions: string;
      /** Headers that the signature has a download answered with. */
      responseHeaders: Record<string, string>;
    };

/** What an operation needs: one of the letters, on a service, a share (container) or an object in it. */
export type Requirement = {
  resourceType: 's' | 'c' | 'o';
  anyOf: string;
  /** Whether a signature for one share or file can grant it: what concerns a share itself needs the account's. */
  byServiceSignature: boolean;
};

/** Refuses an operation that the grant does not cover. */
export function requireGrant(grant: Grant, requirement: Requirement): void {
  if (grant.kind === 'full') return;
  if (grant.scope !== 'account' && !requirement.byServiceSignature)
    throw new FilesError('AuthorizationFailure');
  if (!grant.resourceTypes.includes(requirement.resourceType))
    throw new FilesError('AuthorizationResourceTypeMismatch');
  requirePermission(grant, requirement.anyOf);
}

/** Refuses what none of these letters grants. */
export function requirePermission(grant: Grant, anyOf: string): void {
  if (grant.kind === 'full' || [...anyOf].some((letter) => grant.permissions.includes(letter))) return;
  throw new FilesError('AuthorizationPermissionMismatch');
}
