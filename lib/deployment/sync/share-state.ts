import 'server-only';
import type { FileShare } from '@/lib/azure/file-share';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import { leftOnShare } from '@/lib/deployment/sync/left-on-share';
import { type FileRecord, type Manifest, readManifest } from '@/lib/deployment/sync/manifest';
import { listOwnFolders } from '@/lib/deployment/sync/own-files';
import { listRemoteTree, type RemoteTree } from '@/lib/deployment/sync/remote-tree';

/** What lies on the share, and what we know of it. */
export type ShareState = {
  manifest: Manifest;
  remote: RemoteTree;
  /** What our last sync left of each file, by path. */
  left: Map<string, FileRecord>;
  /** Those of our own folders that are there. */
  ownFolders: ReadonlySet<string>;
};

/** Looks at the share with one listing and one manifest. */
export async function readShareState(share: FileShare, signal: AbortSignal): Promise<ShareState> {
  const [manifest, remote, ownFolders] = await Promise.all([
    readManifest(share, signal),
    listRemoteTree(share, INFERENCE_FOLDER, signal),
    listOwnFolders(share, signal),
  ]);
  return { manifest, remote, left: leftOnShare(manifest, remote), ownFolders };
}
