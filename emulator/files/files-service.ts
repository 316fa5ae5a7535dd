import type { Faults } from '../armed-faults.ts';

/**
 * The Azure Files data plane, as the control plane sees it. The implementation answers the REST calls of
 * https://learn.microsoft.com/rest/api/storageservices/file-service-rest-api on a plain folder per share.
 */
export type FilesService = {
  /**
   * Answers one data-plane request, in path style (`/{account}/{share}/…`) or with the account in its host
   * (`{account}.file.core.windows.net`). `rawUrl` is the request target as it stood on the wire.
   */
  handle(request: Request, rawUrl: string): Promise<Response>;
  /** Creates the share, or gives one that is there these properties; says whether it was created. */
  createShare(account: string, share: string, properties: ShareProperties): Promise<boolean>;
  /** False when there is none: either plane may have deleted it meanwhile. */
  deleteShare(account: string, share: string): Promise<boolean>;
  listShares(account: string): Promise<ShareInfo[]>;
  /** The bytes that a share's files take, counted now. */
  countShareBytes(account: string, share: string): Promise<number>;
  /** Where a share's content lies on disk: what a replica mounts. */
  shareFolder(account: string, share: string): string;
};

/** Metadata that is not given stays as it is. */
export type ShareProperties = { quotaGiB: number; metadata?: Record<string, string> };

export type ShareInfo = Required<ShareProperties> & { name: string; lastModified: string };

export type FilesServiceOptions = {
  /** Folder that holds `{account}/{share}/`. */
  root: string;
  now: () => number;
  faults: Faults;
  /** Both base64 keys of an account, or undefined when there is no such account. */
  accountKeys(account: string): readonly string[] | undefined;
  /** Whether requests signed with an account's keys are taken. */
  sharedKeyAllowed(account: string): boolean;
  /** Whether a bearer token opens an account. */
  acceptsToken(token: string, account: string): boolean;
};
