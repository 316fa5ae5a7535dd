/**
 * Failures on demand, the one list. A resource group, resource, share or file whose name contains `fault-{name}`
 * behaves so (`fault{name}`, for names that take no hyphen); an armed fault (`POST /_local-azure/faults`) strikes
 * every request or resource whose path contains its `match`. No name begins with another one's.
 */
export const faults = {
  throttled:
    'The first request of each method and path is answered 429 with `Retry-After: 1`; for files, 503 `ServerBusy`.',
  burst: 'The first two requests of each method and path are answered 503.',
  reset:
    'The first answer of each method and path breaks off in the middle of its body; what it tells of is done.',
  late: 'Every answer comes three seconds late.',
  '500': 'Every PUT, PATCH and DELETE of the control plane is answered 500 `InternalServerError`.',
  denied:
    'Everything but reads of the control plane is answered 403 `AuthorizationFailed`; the permissions say so too.',
  'token-expired': 'The first request of each method and path is answered 401 `ExpiredAuthenticationToken`.',
  conflict:
    'Every write is answered 409, as if another client were at it; a deployment, that one of its name is active.',
  quota:
    'Creating a managed environment is refused with `MaxRegionalQuotaExceeded`, a container app for want of cores; usages read as full.',
  'no-profile':
    'A managed environment is told that its region lacks the workload profiles that it asks for; the region lists none.',
  'name-taken':
    'Creating a storage account is refused with `StorageAccountAlreadyTaken`, and its name is not available.',
  'keys-forbidden':
    'A storage account forbids shared keys, by policy: files answer `KeyBasedAuthenticationNotPermitted` to them and to signatures made with one; the policy restrictions of a new account say so.',
  'no-data-role':
    'Whoever comes with a token has no role for files (`Storage File Data Privileged Contributor`): they answer it `AuthorizationPermissionMismatch`. Else everybody has it.',
  'cancel-ignored': 'Cancelling a deployment is answered as ever, and the deployment goes on.',
  slow: 'Every transition takes 20 times as long.',
  stuck: 'A transition takes 20 times as long, and then fails with `OperationTimedOut`.',
  'pull-slow': 'Pulling an image takes 60 seconds (times the pace).',
  'pull-fail': 'Pulling an image fails, again and again.',
  'crash-loop': 'A container ends with exit code 1 as soon as it has started, again and again.',
  'log-drop':
    'The first stream of a log breaks off after 20 lines, and what is logged in the next five seconds is lost.',
  'disk-full':
    'Ranges, contents and copies that need room on the share are refused with `ShareSizeLimitReached`.',
} as const satisfies Record<string, string>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults).filter(isFaultName);

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faults, name);
}

/** Whether a name in this path, resource id or plain name asks for the failure. */
export function namesFault(fault: FaultName, text: string): boolean {
  return bare(text).includes(bare(`fault-${fault}`));
}

/** Storage accounts take no hyphens in their names. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll('-', '');
}
