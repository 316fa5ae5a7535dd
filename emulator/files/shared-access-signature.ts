import { FilesError } from './files-error.ts';
import type { RequestTarget } from './request-target.ts';
import { isSignature } from './shared-key.ts';

/** What a request may do: everything, or what its shared access signature grants. */
export type Grant = { kind: 'full' } | { kind: 'sas'; resourceTypes: string; permissions: string };

/** What an operation needs: one of the letters, on a service, a share (container) or an object in it. */
export type Requirement = { resourceType: 's' | 'c' | 'o'; anyOf: string };

const ENCRYPTION_SCOPE_VERSION = '2020-12-06';

/**
 * Verifies the signature in the query. Account and service signatures, made with an account key.
 * https://learn.microsoft.com/rest/api/storageservices/create-account-sas and …/create-service-sas
 */
export function grantOfSignature(keys: readonly string[], target: RequestTarget, now: number): Grant {
  const { query } = target;
  const field = (name: string) => query.get(name) ?? '';
  const text = query.has('ss') ? accountText(target, field) : serviceText(target, field);
  if (!keys.some((key) => isSignature(field('sig'), key, text)))
    throw new FilesError('AuthenticationFailed', 'Signature did not match.');

  const starts = query.has('st') ? Date.parse(field('st')) : Number.NEGATIVE_INFINITY;
  if (!(starts <= now && now < Date.parse(field('se'))))
    throw new FilesError('AuthenticationFailed', 'Signature not valid in the specified time frame.');

  if (!query.has('ss')) return { kind: 'sas', resourceTypes: 'co', permissions: field('sp') };
  if (!field('ss').includes('f')) throw new FilesError('AuthorizationServiceMismatch');
  return { kind: 'sas', resourceTypes: field('srt'), permissions: field('sp') };
}

/** Refuses an operation that the grant does not cover. */
export function requireGrant(grant: Grant, { resourceType, anyOf }: Requirement): void {
  if (grant.kind === 'full') return;
  if (!grant.resourceTypes.includes(resourceType)) throw new FilesError('AuthorizationResourceTypeMismatch');
  if (![...anyOf].some((letter) => grant.permissions.includes(letter)))
    throw new FilesError('AuthorizationPermissionMismatch');
}

type Field = (name: string) => string;

function accountText({ account }: RequestTarget, field: Field): string {
  const scope = field('sv') >= ENCRYPTION_SCOPE_VERSION ? [field('ses')] : [];
  const names = ['sp', 'ss', 'srt', 'st', 'se', 'sip', 'spr', 'sv'];
  return [account, ...names.map(field), ...scope, ''].join('\n');
}

function serviceText({ account, share, path }: RequestTarget, field: Field): string {
  if (field('skoid') !== '')
    throw new FilesError('NotImplemented', 'A user delegation SAS is not supported.');
  const covered = field('sr') === 'f' ? [share, ...path] : [share];
  return [
    ...['sp', 'st', 'se'].map(field),
    `/file/${account}/${covered.join('/')}`,
    ...['si', 'sip', 'spr', 'sv', 'rscc', 'rscd', 'rsce', 'rscl', 'rsct'].map(field),
  ].join('\n');
}
