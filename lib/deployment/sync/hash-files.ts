import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import { type LocalFile, unreadable } from '@/lib/deployment/sync/local-files';

const FILES_HASHED_AT_ONCE = 8;

/** `size` in bytes and `sha256` in hex are of the same reading, even if the file grew since it was listed. */
export type HashedFile = LocalFile & { sha256: string };

/** Reads every file; the order stays. AppError `file_unreadable`. */
export async function hashFiles(files: readonly LocalFile[], signal: AbortSignal): Promise<HashedFile[]> {
  const hashed: HashedFile[] = [];
  await forEachLimited([...files.entries()], FILES_HASHED_AT_ONCE, signal, async ([index, file], bounded) => {
    hashed[index] = { ...file, ...(await digest(file, bounded)) };
  });
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
