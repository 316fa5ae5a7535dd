import 'server-only';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ShareClient, ShareFileClient } from '@azure/storage-file-share';
import { startCopy } from '@/lib/azure/server-side-copy';
import {
  MAX_RANGE_BYTES,
  type ShareEntry,
  type ShareFileState,
  type ShareFiles,
} from '@/lib/azure/share-contract';
import type { AskShare } from '@/lib/azure/share-door';
import { AppError } from '@/lib/core/errors';

/** A slow line must not be given up on while many ranges share it. */
const RANGE_TIMEOUT_MS = 15 * 60_000;
/** An adapter has hundreds of megabytes at most. */
const HASH_TIMEOUT_MS = 15 * 60_000;
/** Small files only are read whole: manifests, never models. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;
/** The client takes up a download that breaks off where it stopped. */
const DOWNLOAD_RETRY = { maxRetryRequests: 5 };

/** The files of a share that `ask` lets in. */
export function shareFilesOf(ask: AskShare): ShareFiles {
  const share: ShareFiles = {
    // A listing is asked for with the same right as all the rest; the share's own properties need another one.
    exists: async (signal) => (await share.list('', signal)) !== null,

    list: (path, signal) =>
      orNull(
        ask('list a directory of the file share', signal, async (client, options) => {
          const entries: ShareEntry[] = [];
          const told = { includeTimestamps: true, includeExtendedInfo: true };
          const listed = directoryOf(client, path).listFilesAndDirectories({ ...options, ...told });
          for await (const entry of listed) {
            const { name, kind, properties: { lastWriteTime } = {} } = entry;
            const size = entry.kind === 'file' ? entry.properties.contentLength : 0;
            entries.push({ name, kind, size, writtenAt: msOf(lastWriteTime) });
          }
          return entries;
        }),
      ),

    stat: (path, signal) =>
      orNull(
        ask('look at a file of the share', signal, async (client, options) =>
          stateOf(await fileOf(client, path).getProperties(options)),
        ),
      ),

    async readText(path, signal) {
      const read = await share.readBytes(path, MAX_TEXT_BYTES, signal);
      return read?.bytes?.toString('utf8') ?? null;
    },

    readBytes: (path, maxBytes, signal) =>
      orNull(
        ask('read a file of the share', signal, async (client, options) => {
          const answer = await fileOf(client, path).download(0, undefined, { ...options, ...DOWNLOAD_RETRY });
          const { contentLength: size = 0, readableStreamBody: body } = answer;
          if (!body) return { size, bytes: null };
          if (size <= maxBytes) return { size, bytes: await buffer(body) };
          // Ends the connection: what is too large is not read to its end.
          if ('destroy' in body && typeof body.destroy === 'function') body.destroy();
          return { size, bytes: null };
        }),
      ),

    sha256: (path, signal) =>
      orNull(
        ask(
          'read a file of the share',
          signal,
          async (client, options) => {
            const { readableStreamBody } = await fileOf(client, path).download(0, undefined, {
              ...options,
              ...DOWNLOAD_RETRY,
            });
            const digest = createHash('sha256');
            for await (const chunk of readableStreamBody ?? []) digest.update(chunk);
            return digest.digest('hex');
          },
          HASH_TIMEOUT_MS,
        ),
      ),

    writtenRanges: (path, signal) =>
      ask('look at a file of the share', signal, async (client, options) => {
        const ranges: [number, number][] = [];
        for await (const { start, end } of fileOf(client, path).listRanges(options))
          ranges.push([start, end]);
        return ranges;
      }),

    async writeText(path, text, signal) {
      const content = Buffer.from(text);
      const writtenAt = new Date();
      if (content.byteLength <= MAX_RANGE_BYTES) return share.put(path, content, writtenAt, signal);
      const beside = `${path}.new`;
      await share.allocate(beside, content.byteLength, writtenAt, signal);
      for (let at = 0; at < content.byteLength; at += MAX_RANGE_BYTES)
        await share.writeRange(beside, at, content.subarray(at, at + MAX_RANGE_BYTES), signal);
      const moved = { size: content.byteLength, writtenAt: writtenAt.getTime() };
      await share.rename(beside, path, moved, signal);
    },

    async put(path, content, lastWriteTime, signal) {
      const { byteLength: size } = content;
      const body = size === 0 ? {} : { content, contentLength: size };
      await ask(
        `upload ${path}`,
        signal,
        (client, options) => fileOf(client, path).create(size, { ...options, ...body, lastWriteTime }),
        RANGE_TIMEOUT_MS,
      );
    },

    async allocate(path, size, lastWriteTime, signal) {
      await ask(`upload ${path}`, signal, (client, options) =>
        fileOf(client, path).create(size, { ...options, lastWriteTime }),
      );
    },

    async writeRange(path, offset, content, signal) {
      await ask(
        `upload ${path}`,
        signal,
        (client, options) =>
          fileOf(client, path).uploadRange(content, offset, content.byteLength, {
            ...options,
            fileLastWrittenMode: 'Preserve',
          }),
        RANGE_TIMEOUT_MS,
      );
    },

    async rename(from, to, moved, signal) {
      try {
        await ask(`put ${to} in its place`, signal, (client, options) =>
          fileOf(client, from).rename(to, { ...options, replaceIfExists: true, ignoreReadOnly: true }),
        );
      } catch (error) {
        if (!moved || !isMissing(error)) throw error;
        // Asked a second time after a lost answer, it finds nothing to move, because it has been.
        const there = await share.stat(to, signal);
        if (there?.size !== moved.size || there.writtenAt !== moved.writtenAt) throw error;
      }
    },

    copy: (from, to, writtenAt, signal) => startCopy(ask, { from, to, writtenAt, fileOf }, signal),

    async makeDirectory(path, signal) {
      await ask('make a directory on the file share', signal, (client, options) =>
        directoryOf(client, path).createIfNotExists(options),
      );
    },

    async deleteFile(path, signal) {
      await ask('delete a file of the share', signal, (client, options) =>
        fileOf(client, path).deleteIfExists(options),
      );
    },

    async deleteEmptyDirectory(path, signal) {
      try {
        const { succeeded } = await ask('delete a directory of the share', signal, (client, options) =>
          directoryOf(client, path).deleteIfExists(options),
        );
        return succeeded;
      } catch (error) {
        if (error instanceof AppError && error.info.code === 'DirectoryNotEmpty') return false;
        throw error;
      }
    },
  };
  return share;
}

function directoryOf(client: ShareClient, path: string) {
  return path === '' ? client.rootDirectoryClient : client.getDirectoryClient(path);
}

function fileOf(client: ShareClient, path: string): ShareFileClient {
  const { dir, base } = posix.parse(path);
  return directoryOf(client, dir).getFileClient(base);
}

type Properties = { contentLength?: number; fileLastWriteOn?: Date };

function stateOf({ contentLength = 0, fileLastWriteOn }: Properties): ShareFileState {
  return { size: contentLength, writtenAt: msOf(fileLastWriteOn) };
}

function msOf(date: Date | undefined): number {
  return date?.getTime() ?? 0;
}

/** Not there is an answer, not a failure. */
async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof AppError && missing.has(error.info.code);
}

const missing = new Set(['ResourceNotFound', 'ParentNotFound', 'ShareNotFound']);
