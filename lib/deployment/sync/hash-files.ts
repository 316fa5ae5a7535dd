import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
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
  const hashed: HashedFile[] = [];
  await forEachLimited([...files.entries()], FILES_HASHED_AT_ONCE, signal, async ([index, file], bounded) => {
    const known = cache[file.path];
    const isKnown = known?.stamp === file.stamp;
    const found = isKnown ? { size: file.size, sha256: known.sha256 } : await digest(file, bounded);
    if (!isKnown) read += 1;
    hashed[index] = { ...file, ...found };
    const isSettled = isKnown || (found.size === file.size && now - file.changedAtMs > SETTLED_AFTER_MS);
    if (isSettled) next[file.path] = { stamp: file.stamp, sha256: found.sha256 };
  });
  if (read > 0) await writeHashCache(project, next);
  return hashed;
}

async function digest(
  { path, absolutePath }: LocalFile,
  signal: AbortSignal,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const count = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.byteLength;
    }
  };
  try {
    await pipeline(createReadStream(absolutePath), count, { signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw unreadable(path, cause);
  }
  return { size, sha256: hash.digest('hex') };
}
