import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import { byName, isAsLeft } from '@/lib/deployment/sync/left-on-share';
import { isOtherCase, nameKey } from '@/lib/deployment/sync/share-names';
import type { ShareState } from '@/lib/deployment/sync/share-state';
import type { Wanted } from '@/lib/deployment/sync/sync-plan';

/** What is read of a share that somebody else has filled, so that not every file of it is a conflict. */
const MAX_READ_BYTES = 32 * 1024 * 1024;
const READS_AT_ONCE = 8;

/**
 * The state, with files that someone else has written counted as ours where they hold what is wanted anyway: another tool has
 * deployed the same project, or the manifest was lost. Reads no more than a bounded part of the share.
 */
export async function recognize(
  share: FileShare,
  state: ShareState,
  wanted: readonly Wanted[],
  signal: AbortSignal,
): Promise<ShareState> {
  const onShare = byName(state.remote.files);
  const left = new Map(state.left);
  let bytes = 0;
  const candidates = wanted.flatMap((file) => {
    const there = onShare.get(nameKey(file.path));
    const record = left.get(file.path);
    if (!there || isOtherCase(file.path, there.path) || there.size !== file.size) return [];
    if (record && isAsLeft(there, record)) return [];
    bytes += file.size;
    return bytes <= MAX_READ_BYTES ? [{ file, there }] : [];
  });
  await forEachLimited(candidates, READS_AT_ONCE, signal, async ({ file, there }, bounded) => {
    if ((await share.sha256(there.path, bounded)) !== file.sha256) return;
    left.set(file.path, { size: file.size, sha256: file.sha256, writtenAt: there.writtenAt });
  });
  return { ...state, left };
}
