import 'server-only';

/** The most that Azure Files takes in one request: a range, or a new file with its content. */
export const MAX_RANGE_BYTES = 4 * 1024 * 1024;

/** `size` in bytes; `writtenAt` in ms since 1970: what the writer set, or when it wrote; 0 where Azure does not say. */
export type ShareEntry = {
  name: string;
  kind: 'file' | 'directory';
  size: number;
  writtenAt: number;
};

export type ShareFileState = Pick<ShareEntry, 'size' | 'writtenAt'>;

/**
 * The few things that Slipway does with a file share. Paths are relative to its root, with `/`; the directory above one that
 * is written must be there. Every call may be repeated after a break: it leaves the same.
 */
export type ShareFiles = {
  exists(signal?: AbortSignal): Promise<boolean>;
  /** Entries of one directory; null when it is not there. */
  list(path: string, signal?: AbortSignal): Promise<ShareEntry[] | null>;
  /** What is known of a file; null when it is not there. */
  stat(path: string, signal?: AbortSignal): Promise<ShareFileState | null>;
  /** The text of a small file; null when it is not there. */
  readText(path: string, signal?: AbortSignal): Promise<string | null>;
  /** A file's content, null where it is larger than `maxBytes`; null when the file is not there. */
  readBytes(
    path: string,
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<{ size: number; bytes: Buffer | null } | null>;
  /** The hash of a file's content, in hexadecimal; null when it is not there. */
  sha256(path: string, signal?: AbortSignal): Promise<string | null>;
  /** The parts of a file that have been written since it was allocated, in order: `[first, last]` byte of each. */
  writtenRanges(path: string, signal?: AbortSignal): Promise<[number, number][]>;
  /** Replaces a small file: readers see the old one or the new one. */
  writeText(path: string, text: string, signal?: AbortSignal): Promise<void>;
  /** Replaces a file of at most `MAX_RANGE_BYTES` in one request: readers see the old one or the new one. */
  put(path: string, content: Uint8Array, writtenAt: Date, signal?: AbortSignal): Promise<void>;
  /** Makes a file of zeros, or replaces one, to be filled with `writeRange`. */
  allocate(path: string, size: number, writtenAt: Date, signal?: AbortSignal): Promise<void>;
  /** Writes at most `MAX_RANGE_BYTES` into a file; its time of writing stays as it was set. */
  writeRange(path: string, offset: number, content: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** Moves a file over another one, if there is one: readers see the old one or the new one. `moved` is what `from` is known to be. */
  rename(
    from: string,
    to: string,
    moved?: { size: number; writtenAt: number },
    signal?: AbortSignal,
  ): Promise<void>;
  /** Copies a file over another one, if there is one, without its content travelling. AppError kind `not_found`. */
  copy(from: string, to: string, writtenAt: Date, signal?: AbortSignal): Promise<void>;
  /** Makes one directory, if it is not there. */
  makeDirectory(path: string, signal?: AbortSignal): Promise<void>;
  deleteFile(path: string, signal?: AbortSignal): Promise<void>;
  /** Removes a directory if nothing is in it; says whether it did. */
  deleteEmptyDirectory(path: string, signal?: AbortSignal): Promise<boolean>;
};
