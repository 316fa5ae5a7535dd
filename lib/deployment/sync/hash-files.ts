import 'server-only';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Project } from '@/lib/config/projects';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import {
  type HashCache,
  readHashCache,
  SETTLED_AFTER_MS,
  writeHashCache,
} from '@/lib/deployment/sync/hash-cache';
import { type LocalFile, unreadable } from '@/lib/deployment/sync/local-files';

const FILES_HASHED_AT_ONCE = 8;
const READ_BYTES = 1024 * 1024;

/** `size` in bytes and `sha256` in hex are of the same reading, even if the file grew since it was listed. */
export type HashedFile = LocalFile & { sha256: string };

/** What every file holds; only those are read that may have changed since the last time. AppError `file_unreadable`. */
export async function hashFiles(
  project: Project,
  files: readonly LocalFile[],
  signal: AbortSignal,
): Promise<HashedFile[]> {
  const cache = await readHashCache(project);
  const now = Date.now();
  const next: HashCache = {};
  let read = 0;
  const memory: Buffer[] = [];
  const hashed: HashedFile[] = [];
  await forEachLimited([...files.entries()], FILES_HASHED_AT_ONCE, signal, async ([index, file], bounded) => {
    const known = cache[file.path];
    const isKnown = known?.stamp === file.stamp;
    const found = isKnown ? { size: file.size, sha256: known.sha256 } : await digest(file, memory, bounded);
    if (!isKnown) read += 1;
    hashed[index] = { ...file, ...found };
    const isSettled = isKnown || (found.size === file.size && now - file.changedAtMs > SETTLED_AFTER_MS);
    if (isSettled) next[file.path] = { stamp: file.stamp, sha256: found.sha256 };
  });
  if (read > 0) await writeHashCache(project, next);
  return hashed;
}

/** Reads into memory that is used again: a stream would leave a gigabyte behind for each that it reads. */
async function digest(
  { path, absolutePath }: LocalFile,
  memory: Buffer[],
  signal: AbortSignal,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  const buffer = memory.pop() ?? Buffer.allocUnsafeSlow(READ_BYTES);
  let size = 0;
  let handle: FileHandle | undefined;
  try {
    handle = await open(absolutePath, constants.O_RDONLY);
    for (let isMore = true; isMore; ) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, size);
      hash.update(buffer.subarray(0, bytesRead));
      size += bytesRead;
      isMore = bytesRead > 0;
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw unreadable(path, cause);
  } finally {
    await handle?.close();
    memory.push(buffer);
  }
  return { size, sha256: hash.digest('hex') };
}
