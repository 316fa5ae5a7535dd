import 'server-only';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { ShareClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import { callAzure } from '@/lib/azure/call';
import { getFileAccess } from '@/lib/azure/storage-accounts';
import { AppError } from '@/lib/core/errors';

/** Azure Files takes at most 4 MiB in one range, and a slow line must not be given up on while it still moves. */
const UPLOAD_TIMEOUT_MS = 60 * 60_000;
const UPLOAD_RANGES_AT_ONCE = 4;
/** An adapter has hundreds of megabytes at most. */
const HASH_TIMEOUT_MS = 15 * 60_000;
/** Small files only are read whole: manifests, never models. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

export type ShareAddress = {
  subscriptionId: string;
  resourceGroup: string;
  accountName: string;
  shareName: string;
};

/** `size` is in bytes; `writtenAt` is when the content was last written, in ms since 1970, and 0 when the share does not say. */
type ShareEntry = { name: string; kind: 'file' | 'directory'; size: number; writtenAt: number };

/** The few things that Slipway does with a file share. Paths are relative to its root, with `/`. */
export type FileShare = {
  exists(signal?: AbortSignal): Promise<boolean>;
  /** Entries of one directory; null when it is not there. */
  list(path: string, signal?: AbortSignal): Promise<ShareEntry[] | null>;
  /** The text of a small file; null when it is not there. */
  readText(path: string, signal?: AbortSignal): Promise<string | null>;
  /** A file's size, and its content unless it has more than `maxBytes`; null when it is not there. */
  readBytes(
    path: string,
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<{ size: number; bytes: Buffer | null } | null>;
  /** The hash of a file's content, in hexadecimal; null when it is not there. */
  sha256(path: string, signal?: AbortSignal): Promise<string | null>;
  writeText(path: string, text: string, signal?: AbortSignal): Promise<void>;
  /** Replaces a file. `onBytes` is told how many bytes have arrived since the last call. */
  upload(
    path: string,
    localPath: string,
    onBytes: (bytes: number) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Makes one directory, if it is not there; the one above it must be. */
  makeDirectory(path: string, signal?: AbortSignal): Promise<void>;
  deleteFile(path: string, signal?: AbortSignal): Promise<void>;
  /** Removes a directory if nothing is in it; says whether it did. */
  deleteEmptyDirectory(path: string, signal?: AbortSignal): Promise<boolean>;
};

/** Opens a share with the account's key, which never leaves this file. */
export async function openFileShare(at: ShareAddress, signal?: AbortSignal): Promise<FileShare> {
  const access = await getFileAccess(at, signal);
  const credential = new StorageSharedKeyCredential(access.accountName, access.key);
  const url = `${access.fileEndpoint.replace(/\/$/, '')}/${encodeURIComponent(at.shareName)}`;
  return fileShareOf(new ShareClient(url, credential));
}

function fileShareOf(client: ShareClient): FileShare {
  const directory = (path: string) =>
    path === '' ? client.rootDirectoryClient : client.getDirectoryClient(path);
  const file = (path: string) => {
    const { dir, base } = posix.parse(path);
    return directory(dir).getFileClient(base);
  };

  const readBytes: FileShare['readBytes'] = (path, maxBytes, signal) =>
    orNull(
      callAzure('read a file of the share', signal, async (options) => {
        const { contentLength: size = 0 } = await file(path).getProperties(options);
        if (size > maxBytes) return { size, bytes: null };
        const bytes = size === 0 ? Buffer.alloc(0) : await file(path).downloadToBuffer(0, size, options);
        return { size, bytes };
      }),
    );

  return {
    exists: (signal) => callAzure('look for the file share', signal, (options) => client.exists(options)),

    async list(path, signal) {
      const read = callAzure('list a directory of the file share', signal, async (options) => {
        const entries: ShareEntry[] = [];
        const detailed = { ...options, includeTimestamps: true, includeExtendedInfo: true };
        for await (const entry of directory(path).listFilesAndDirectories(detailed)) {
          const size = entry.kind === 'file' ? entry.properties.contentLength : 0;
          const writtenAt = entry.properties?.lastWriteTime?.getTime() ?? 0;
          entries.push({ name: entry.name, kind: entry.kind, size, writtenAt });
        }
        return entries;
      });
      return orNull(read);
    },

    async readText(path, signal) {
      const found = await readBytes(path, MAX_TEXT_BYTES, signal);
      return found?.bytes?.toString('utf8') ?? null;
    },

    readBytes,
    async sha256(path, signal) {
      const read = async (options: { abortSignal: AbortSignal }) => {
        const { readableStreamBody } = await file(path).download(0, undefined, options);
        const digest = createHash('sha256');
        for await (const chunk of readableStreamBody ?? []) digest.update(chunk);
        return digest.digest('hex');
      };
      return orNull(callAzure('read a file of the share', signal, read, HASH_TIMEOUT_MS));
    },

    async writeText(path, text, signal) {
      await callAzure('write a file of the share', signal, (options) =>
        file(path).uploadData(Buffer.from(text), options),
      );
    },

    async upload(path, localPath, onBytes, signal) {
      let reported = 0;
      const onProgress = ({ loadedBytes }: { loadedBytes: number }) => {
        onBytes(loadedBytes - reported);
        reported = loadedBytes;
      };
      await callAzure(
        `upload ${path}`,
        signal,
        (options) =>
          file(path).uploadFile(localPath, { ...options, concurrency: UPLOAD_RANGES_AT_ONCE, onProgress }),
        UPLOAD_TIMEOUT_MS,
      );
    },

    async makeDirectory(path, signal) {
      await callAzure('make a directory on the file share', signal, (options) =>
        directory(path).createIfNotExists(options),
      );
    },

    async deleteFile(path, signal) {
      await callAzure('delete a file of the share', signal, (options) => file(path).deleteIfExists(options));
    },

    async deleteEmptyDirectory(path, signal) {
      try {
        const { succeeded } = await callAzure('delete a directory of the share', signal, (options) =>
          directory(path).deleteIfExists(options),
        );
        return succeeded;
      } catch (error) {
        if (error instanceof AppError && error.info.code === 'DirectoryNotEmpty') return false;
        throw error;
      }
    },
  };
}

/** Not there is an answer, not a failure. */
async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && missing.has(error.info.code)) return null;
    throw error;
  }
}

const missing = new Set(['ResourceNotFound', 'ParentNotFound', 'ShareNotFound']);
