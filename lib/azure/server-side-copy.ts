import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { ShareClient, ShareFileClient } from '@azure/storage-file-share';
import type { AskShare } from '@/lib/azure/share-door';
import { AppError } from '@/lib/core/errors';

/** Within an account a copy takes moments, that of a model minutes. */
const COPY_TIMEOUT_MS = 30 * 60_000;
const COPY_POLL_MS = 500;

type Copy = {
  from: string;
  to: string;
  writtenAt: Date;
  fileOf: (client: ShareClient, path: string) => ShareFileClient;
};

/** Copies a file within its share and waits until the copy is whole. AppError `copy_failed` when it does not become so. */
export async function startCopy(
  ask: AskShare,
  { from, to, writtenAt, fileOf }: Copy,
  signal?: AbortSignal,
): Promise<void> {
  const doing = `copy ${from} on the file share`;
  const work = async (client: ShareClient, options: { abortSignal: AbortSignal }) => {
    const target = fileOf(client, to);
    const copyFileSmbInfo = { fileLastWriteTime: writtenAt.toISOString(), ignoreReadOnly: true };
    let { copyStatus } = await target.startCopyFromURL(fileOf(client, from).url, {
      ...options,
      copyFileSmbInfo,
    });
    while (copyStatus === 'pending') {
      await wait(COPY_POLL_MS, undefined, { signal: options.abortSignal });
      ({ copyStatus } = await target.getProperties(options));
    }
    return copyStatus;
  };
  const status = await ask(doing, signal, work, COPY_TIMEOUT_MS);
  if (status === 'success') return;
  throw new AppError('unavailable', {
    code: 'copy_failed',
    message: `Azure did not finish copying ${from} on the file share.`,
    action: 'Try again in a few minutes.',
    target: from,
  });
}
