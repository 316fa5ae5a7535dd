import 'server-only';
import { createHash } from 'node:crypto';
import type { Project } from '@/lib/config/projects';
import { readLocalTree } from '@/lib/deployment/sync/local-files';

/**
 * Names the state of what a deploy would send: another name once a file of `inference/` is added, written or removed. It reads
 * no content and asks nothing of Azure, so that a page may ask often. AppErrors as of `readLocalTree`.
 */
export async function readLocalVersion(project: Project): Promise<string> {
  const { files, emptyFolders, refused } = await readLocalTree(project);
  const state = [files.map(({ path, stamp }) => [path, stamp]), emptyFolders, refused];
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}
