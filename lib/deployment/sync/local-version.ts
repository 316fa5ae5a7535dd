import 'server-only';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';
import { forEachLimited } from '@/lib/deployment/sync/for-each-limited';
import { listLocalFiles } from '@/lib/deployment/sync/local-files';

const STATS_AT_ONCE = 16;

/**
 * Names the state of what a deploy would send: another name once a file of `inference/` is added, written or removed. It reads
 * no content and asks nothing of Azure, so that a page may ask often. AppErrors as of `listLocalFiles`.
 */
export async function readLocalVersion(project: Project, signal: AbortSignal): Promise<string> {
  const files = await listLocalFiles(project);
  const lines: string[] = [];
  await forEachLimited(
    [...files.entries()],
    STATS_AT_ONCE,
    signal,
    async ([index, { path, absolutePath }]) => {
      try {
        // The time of the last change to the file itself, because one that is copied over may bring an old time of writing.
        const { size, mtimeMs, ctimeMs } = await stat(absolutePath);
        lines[index] = JSON.stringify([path, size, mtimeMs, ctimeMs]);
      } catch (cause) {
        if (!hasCode(cause, 'ENOENT')) throw cause;
        lines[index] = JSON.stringify([path, 'gone']);
      }
    },
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
