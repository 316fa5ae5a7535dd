import 'server-only';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { FileShare } from '@/lib/azure/file-share';
import { MAX_RANGE_BYTES } from '@/lib/azure/share-contract';
import { AppError } from '@/lib/core/errors';
import type { ByteBudget } from '@/lib/deployment/sync/byte-budget';
import type { HashedFile } from '@/lib/deployment/sync/hash-files';
import { stampOf, unreadable } from '@/lib/deployment/sync/local-files';

/** One that changed while it was read; another look at it finds what it is now. */
export const FILE_CHANGING = 'file_changing';

export type Sending = {
  share: FileShare;
  budget: ByteBudget;
  /** Of full ranges that are there now, for the next ones: no more than the budget lets be under way. */
  memory: Buffer[];
  /** Told how many bytes more are there. */
  onBytes(bytes: number): void;
  signal: AbortSignal;
};

/** Whether a file goes up in one request, so that nobody ever sees a part of it. */
export function isSentAtOnce({ size }: { size: number }): boolean {
  return size <= MAX_RANGE_BYTES;
}

/**
 * Sends a file of the project to a place on the share. `isBegun`: a part of this very content lies there from a sync that broke
 * off. AppError `file_changing` when it is not what it was when it was hashed; then nothing of it is left there.
 */
export async function sendFile(
  sending: Sending,
  file: HashedFile,
  to: { path: string; writtenAt: number; isBegun: boolean },
): Promise<void> {
  const handle = await openFile(file);
  try {
    if (isSentAtOnce(file)) await sendAtOnce(sending, file, handle, to);
    else await sendInRanges(sending, file, handle, to);
  } finally {
    await handle.close();
  }
}

async function openFile({ path, absolutePath }: HashedFile): Promise<FileHandle> {
  try {
    // A link that has taken the file's place must not lead out of the folder.
    return await open(absolutePath, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function sendAtOnce(
  { share, budget, onBytes, signal }: Sending,
  file: HashedFile,
  handle: FileHandle,
  to: { path: string; writtenAt: number },
): Promise<void> {
  await budget.spend(file.size, async () => {
    signal.throwIfAborted();
    const content = await read(handle, file, 0, Buffer.allocUnsafeSlow(file.size));
    if (createHash('sha256').update(content).digest('hex') !== file.sha256) throw changing(file);
    await share.put(to.path, content, new Date(to.writtenAt), signal);
  });
  onBytes(file.size);
}

async function sendInRanges(
  { share, budget, memory, onBytes, signal }: Sending,
  file: HashedFile,
  handle: FileHandle,
  to: { path: string; writtenAt: number; isBegun: boolean },
): Promise<void> {
  const failure = new AbortController();
  const bounded = AbortSignal.any([signal, failure.signal]);
  const there = to.isBegun ? await share.writtenRanges(to.path, signal) : [];
  if (!to.isBegun) await share.allocate(to.path, file.size, new Date(to.writtenAt), signal);
  const hash = createHash('sha256');
  const send = (at: number, content: Buffer) =>
    share.writeRange(to.path, at, content, bounded).then(() => onBytes(content.byteLength));
  const underWay = new Set<Promise<void>>();
  try {
    for (let at = 0; at < file.size; at += MAX_RANGE_BYTES) {
      const length = Math.min(MAX_RANGE_BYTES, file.size - at);
      const isThere = there.some(([first, last]) => first <= at && last >= at + length - 1);
      const isRead = Promise.withResolvers<void>();
      const piece = budget.spend(length, async () => {
        bounded.throwIfAborted();
        const isFull = length === MAX_RANGE_BYTES;
        const range = (isFull ? memory.pop() : undefined) ?? Buffer.allocUnsafeSlow(length);
        const content = await read(handle, file, at, range);
        hash.update(content);
        isRead.resolve();
        if (isThere) onBytes(length);
        else await send(at, content);
        // Of one that has failed, the connection may still send.
        if (isFull) memory.push(range);
      });
      underWay.add(piece);
      piece.then(
        () => underWay.delete(piece),
        (error: unknown) => {
          failure.abort(error);
          isRead.reject(error);
        },
      );
      // In order, because the hash is.
      await isRead.promise;
    }
    await Promise.all(underWay);
    if (hash.digest('hex') !== file.sha256) throw changing(file);
  } catch (error) {
    // The first failure is the cause; the others come of giving up after it.
    failure.abort(error);
    const cause: unknown = failure.signal.reason;
    await Promise.allSettled(underWay);
    const isChanging = cause instanceof AppError && cause.info.code === FILE_CHANGING;
    // What lies there is of two contents: it must not be gone on with.
    if (isChanging) await share.deleteFile(to.path, signal);
    throw cause;
  }
}

/** Fills `content` with the file as it was when it was hashed. */
async function read(handle: FileHandle, file: HashedFile, at: number, content: Buffer): Promise<Buffer> {
  const length = content.byteLength;
  let filled = 0;
  try {
    while (filled < length) {
      const { bytesRead } = await handle.read(content, filled, length - filled, at + filled);
      if (bytesRead === 0) throw changing(file);
      filled += bytesRead;
    }
    if (stampOf(await handle.stat({ bigint: true })) !== file.stamp) throw changing(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreadable(file.path, error);
  }
  return content;
}

function changing({ path }: HashedFile): AppError {
  return new AppError('conflict', {
    code: FILE_CHANGING,
    message: `${path} was changed while it was sent, so that it is not on the share yet.`,
    action: 'Wait until nothing writes to it, or list it in inference/.slipwayignore, then deploy again.',
    target: path,
  });
}
