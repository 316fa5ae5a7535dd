import 'server-only';
import { isRestError, RestError } from '@azure/core-rest-pipeline';
import { ShareClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { callAzure } from '@/lib/azure/call';
import { filesService } from '@/lib/azure/cloud';
import { withShortListings } from '@/lib/azure/short-listings';
import { type AccountAddress, getAccountKey, getFileService } from '@/lib/azure/storage-accounts';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';
import { singleton } from '@/lib/core/singleton';

/** At once, then after 1, 3, 7 and 15 s: a busy account is left alone for a while, and the caller's limit still holds. */
const RETRY = { maxTries: 6, retryDelayInMs: 1_000, maxRetryDelayInMs: 15_000 };
/** The client does not ask again by itself for an answer that broke off in its middle. */
const MAX_BROKEN_ANSWERS = 3;
/** A role takes up to ten minutes to hold everywhere; then a token is tried again. */
const KEY_REMEMBERED_MS = 10 * 60_000;
/** More accounts than anybody works with; those beyond are found out again. */
const MAX_REMEMBERED = 200;

/** How files are opened: as the identity that Slipway has, or with what opens everything in the account. */
type Way = 'token' | 'key';

/** What a token that lacks the role for files is answered with, and a key where keys are off. */
const refusals: Record<Way, readonly string[]> = {
  token: ['AuthorizationPermissionMismatch', 'AuthorizationFailure'],
  key: ['KeyBasedAuthenticationNotPermitted'],
};

/** Runs one call on a share and translates what it throws. `doing` completes "Azure could not …". */
export type AskShare = <T>(
  doing: string,
  signal: AbortSignal | undefined,
  call: (client: ShareClient, options: { abortSignal: AbortSignal }) => Promise<T>,
  timeoutMs?: number,
) => Promise<T>;

/**
 * Opens a share with a token where the account lets Slipway's identity in, and with the account's key where it does not. The
 * key is asked for only then, and stays in the client that signs with it.
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory
 */
export async function openShareDoor(
  at: AccountAddress & { shareName: string },
  signal?: AbortSignal,
): Promise<AskShare> {
  const { accountName, fileEndpoint, allowsSharedKeys } = await getFileService(at, signal);
  const { url: origin, options } = filesService(accountName, fileEndpoint);
  const url = `${origin}/${encodeURIComponent(at.shareName)}`;
  const pipelineOf = (credential: Parameters<typeof withShortListings>[0]) =>
    withShortListings(credential, { ...options, retryOptions: RETRY });
  const byToken = new ShareClient(url, pipelineOf(credentialFor(at.subscriptionId)), {
    fileRequestIntent: 'backup',
  });
  let byKey: Promise<ShareClient> | undefined;
  const openWithKey = async () => {
    const credential = new StorageSharedKeyCredential(accountName, await getAccountKey(at));
    return new ShareClient(url, pipelineOf(credential));
  };
  const clientFor = (way: Way) => {
    if (way === 'token') return byToken;
    byKey ??= openWithKey().catch((error: unknown) => {
      byKey = undefined;
      throw new KeyNotGiven(error);
    });
    return byKey;
  };

  return async (doing, asking, call, timeoutMs) => {
    const refused = new Map<Way, unknown>();
    for (const way of allowsSharedKeys ? waysInto(fileEndpoint) : (['token'] as const)) {
      try {
        const client = await clientFor(way);
        const answer = await callAzure(
          doing,
          asking,
          (each) => unbroken(each, () => call(client, each)),
          timeoutMs,
        );
        if (refused.size > 0) remember(fileEndpoint, way);
        return answer;
      } catch (error) {
        if (!isRefusal(error, way)) throw error;
        refused.set(way, error instanceof KeyNotGiven ? error.cause : error);
      }
    }
    // A role for files is the way out of either refusal.
    throw refused.get('token') ?? refused.get('key');
  };
}

/** Whoever may not open files may also not be let to read the keys. */
class KeyNotGiven extends Error {
  constructor(cause: unknown) {
    super('The key was not given.', { cause });
  }
}

function isRefusal(error: unknown, way: Way): boolean {
  if (error instanceof KeyNotGiven) return true;
  return error instanceof AppError && refusals[way].includes(error.info.code);
}

/** Until when each account, by its endpoint, is opened with its key at once. */
const remembered = () => singleton('azure.accounts-by-key', () => new Map<string, number>());

function waysInto(fileEndpoint: string): readonly Way[] {
  const until = remembered().get(fileEndpoint) ?? 0;
  return until > Date.now() ? ['key', 'token'] : ['token', 'key'];
}

function remember(fileEndpoint: string, way: Way): void {
  const accounts = remembered();
  if (accounts.size >= MAX_REMEMBERED) accounts.clear();
  if (way === 'token') accounts.delete(fileEndpoint);
  else accounts.set(fileEndpoint, Date.now() + KEY_REMEMBERED_MS);
}

/** Every call here may be made twice, so one whose answer broke off is. */
async function unbroken<T>(
  { abortSignal }: { abortSignal: AbortSignal },
  call: () => Promise<T>,
  triesLeft = MAX_BROKEN_ANSWERS,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (abortSignal.aborted || !brokeOff(error) || triesLeft === 1) throw error;
    return unbroken({ abortSignal }, call, triesLeft - 1);
  }
}

/** In the middle of a text, or of a file's content, for which the client tells that it was aborted. */
function brokeOff(error: unknown): boolean {
  if (isRestError(error)) return error.code === RestError.PARSE_ERROR && error.statusCode === undefined;
  return error instanceof Error && error.name === 'AbortError';
}
