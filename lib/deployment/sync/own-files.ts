import 'server-only';
import { createHash } from 'node:crypto';
import type { FileShare } from '@/lib/azure/file-share';
import { OWN_FOLDER } from '@/lib/deployment/sync/manifest';

/** Files that are not whole yet, or not in their place. */
export const UPLOADS = `${OWN_FOLDER}/uploads`;
/** What deploys have replaced or taken away, each content once. */
export const VERSIONS = `${OWN_FOLDER}/versions`;
export const SNAPSHOTS = `${OWN_FOLDER}/snapshots`;

/** Where a file's content waits to be put in its place: the same place whenever the same content is to go there. */
export function besideOf({ path, sha256 }: { path: string; sha256: string }): string {
  return `${UPLOADS}/${createHash('sha256').update(`${path}\n${sha256}`).digest('hex')}`;
}

export function versionOf({ sha256 }: { sha256: string }): string {
  return `${VERSIONS}/${sha256}`;
}

/** Those of our own folders that are there. */
export async function listOwnFolders(share: FileShare, signal: AbortSignal): Promise<Set<string>> {
  const entries = await share.list(OWN_FOLDER, signal);
  const folders = (entries ?? []).filter(({ kind }) => kind === 'directory');
  return new Set([...folders.map(({ name }) => `${OWN_FOLDER}/${name}`), ...(entries ? [OWN_FOLDER] : [])]);
}
