import { FilesError, notAuthenticated, notSupported } from './files-error.ts';
import type { Grant } from './grant.ts';
import type { RequestTarget } from './request-target.ts';
import { isSignature } from './shared-key.ts';
import type { StoredPolicy } from './sidecars.ts';

const ADDRESSES_VERSION = '2015-04-05';
const ENCRYPTION_SCOPE_VERSION = '2020-12-06';
/** The server listens on loopback only, so this is where everybody asks from. */
const CLIENT_ADDRESS = '127.0.0.1';
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?Z)?$/;
const RESPONSE_HEADERS = {
  rscc: 'cache-control',
  rscd: 'content-disposition',
  rsce: 'content-encoding',
  rscl: 'content-language',
  rsct: 'content-type',
} as const;

/** What is known beside the signature: the keys that may have made it, the time, how the request came. */
type Circumstances = {
  keys: readonly string[];
  nowMs: number;
  isSecure: boolean;
  /** The stored access policy of this id on the share that is asked for. */
  policy(id: string): Promise<StoredPolicy | undefined>;
};

/**
 * Verifies the signature in the query. Account and service signatures, made with an account key.
 * https://learn.microsoft.com/rest/api/storageservices/create-account-sas and …/create-service-sas
 */
export async function grantOfSignature(target: RequestTarget, circumstances: Circumstances): Promise<Grant> {
  const { query } = target;
  const field: Field = (name) => query.get(name) ?? '';
  const isAccount = query.has('ss') || query.has('srt');
  if (query.has('skoid')) throw notSupported('a user delegation SAS');
  if (!query.has('sv')) throw notAuthenticated('sv is mandatory. Cannot be empty');
  if (!isAccount && !/^[sf]$/.test(field('sr'))) throw notAuthenticated('sr is mandatory. Cannot be empty');
  const text = isAccount ? accountText(target, field) : serviceText(target, field);
  if (!circumstances.keys.some((key) => isSignature(field('sig'), key, text)))
    throw notAuthenticated(`Signature did not match. String to sign used was ${text}`);

  const policy: Partial<StoredPolicy> | undefined = query.has('si')
    ? await circumstances.policy(field('si'))
    : {};
  if (!policy) throw notAuthenticated('SAS identifier cannot be found for specified signed identifier');
  const oneOf = (name: string, stored: string | undefined) => {
    if (stored !== undefined && query.has(name))
      throw notAuthenticated(
        'Access policy fields can be associated with signature or SAS identifier but not both',
      );
    return stored ?? query.get(name);
  };
  requireTime(oneOf('st', policy.starts), oneOf('se', policy.expires), circumstances.nowMs);
  const permissions = oneOf('sp', policy.permissions);
  if (permissions === undefined) throw notAuthenticated('sp is mandatory. Cannot be empty');
  requireOrigin(field, circumstances.isSecure);
  if (isAccount && !field('ss').includes('f')) throw new FilesError('AuthorizationServiceMismatch');
  return {
    kind: 'sas',
    scope: isAccount ? 'account' : field('sr') === 'f' ? 'file' : 'share',
    resourceTypes: isAccount ? field('srt') : field('sr') === 'f' ? 'o' : 'co',
    permissions,
    responseHeaders: isAccount ? {} : responseHeaders(field),
  };
}

type Field = (name: string) => string;

function accountText({ account }: RequestTarget, field: Field): string {
  const scope = field('sv') >= ENCRYPTION_SCOPE_VERSION ? [field('ses')] : [];
  const names = ['sp', 'ss', 'srt', 'st', 'se', 'sip', 'spr', 'sv'];
  return [account, ...names.map(field), ...scope, ''].join('\n');
}

function serviceText({ account, share, path }: RequestTarget, field: Field): string {
  const covered = field('sr') === 'f' ? [share, ...path] : [share];
  const origin = field('sv') >= ADDRESSES_VERSION ? ['sip', 'spr'] : [];
  return [
    ...['sp', 'st', 'se'].map(field),
    `/file/${account}/${covered.join('/')}`,
    ...['si', ...origin, 'sv', ...Object.keys(RESPONSE_HEADERS)].map(field),
  ].join('\n');
}

function requireTime(start: string | undefined, expiry: string | undefined, nowMs: number): void {
  if (expiry === undefined) throw notAuthenticated('se is mandatory. Cannot be empty');
  if (!TIME.test(expiry) || (start !== undefined && !TIME.test(start)))
    throw notAuthenticated('Signature fields not well formed.');
  const startMs = start === undefined ? nowMs : Date.parse(start);
  const [from, until, current] = [startMs, Date.parse(expiry), nowMs].map((ms) => new Date(ms).toUTCString());
  if (Date.parse(expiry) <= startMs)
    throw notAuthenticated(`Signed expiry time [${until}] must be after signed start time [${from}]`);
  if (startMs > nowMs || Date.parse(expiry) <= nowMs)
    throw notAuthenticated(
      `Signature not valid in the specified time frame: Start [${from}] - Expiry [${until}] - Current [${current}]`,
    );
}

function requireOrigin(field: Field, isSecure: boolean): void {
  if (field('spr') === 'https' && !isSecure) throw new FilesError('AuthorizationProtocolMismatch');
  const [lowest = '', highest = lowest] = field('sip').split('-');
  const asNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const client = asNumber(CLIENT_ADDRESS);
  if (lowest !== '' && !(asNumber(lowest) <= client && client <= asNumber(highest)))
    throw new FilesError('AuthorizationSourceIPMismatch', { SourceIP: CLIENT_ADDRESS });
}

function responseHeaders(field: Field): Record<string, string> {
  const pairs = Object.entries(RESPONSE_HEADERS).map(([name, header]) => [header, field(name)]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}
