import 'server-only';
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileRefused } from '@/lib/config/files/file-errors';
import { EDITED_FOLDERS, isToolName } from '@/lib/config/files/file-path';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';

/** What a list still shows well; a project with more has data or an environment among its code. */
const MAX_ENTRIES = 2_000;
const LISTED_AT_ONCE = 32;

/** `link` is any symbolic link, wherever it leads; `other` is a device, a socket or what has no name in UTF-8. */
type FileKind = 'file' | 'folder' | 'link' | 'other' | 'unreadable';

/** `path` is relative to the project's root; `size` in bytes, null of what is no file. */
export type FileEntry = { path: string; kind: FileKind; size: number | null };

export type FileList = {
  /** Each after the folder it is in; folders first, then by name. */
  entries: FileEntry[];
  /** There is more than is listed: what lies deepest is left out. */
  truncated: boolean;
};

/**
 * The files below `inference/` and `infra/`, without what tools keep there. Links are listed and not followed; a folder that cannot
 * be read is listed as `unreadable`. At most 2,000 entries. Throws `file_unavailable` when the project itself cannot be read.
 */
export async function listFiles(project: Project): Promise<FileList> {
  const found = new Map<string, FileEntry[]>();
  let room = MAX_ENTRIES;
  let truncated = false;
  let level = await childrenOf(project, '', (name) => EDITED_FOLDERS.includes(name)).catch((cause) => {
    throw fileRefused('The folder of the project', cause);
  });
  found.set('', level);
  // Level by level, so that one deep folder does not use up the room of the others.
  while (level.length > 0) {
    const next: FileEntry[] = [];
    for (const folder of level.filter(({ kind }) => kind === 'folder')) {
      if (room === 0) {
        truncated = true;
        break;
      }
      const children = await childrenOf(project, folder.path, (name) => !isToolName(name)).catch(() => null);
      if (!children) folder.kind = 'unreadable';
      const shown = (children ?? []).slice(0, room);
      truncated ||= shown.length < (children ?? []).length;
      room -= shown.length;
      found.set(folder.path, shown);
      next.push(...shown);
    }
    level = next;
  }
  return { entries: inOrder(found, ''), truncated };
}

function inOrder(found: ReadonlyMap<string, FileEntry[]>, folder: string): FileEntry[] {
  return (found.get(folder) ?? []).flatMap((entry) => [entry, ...inOrder(found, entry.path)]);
}

async function childrenOf(
  project: Project,
  folder: string,
  isShown: (name: string) => boolean,
): Promise<FileEntry[]> {
  const names = (await readdir(join(project.root, folder), { withFileTypes: true })).filter(({ name }) =>
    isShown(name),
  );
  names.sort((one, other) => rank(one) - rank(other) || compare(one.name, other.name));
  const entries: FileEntry[] = [];
  for (let at = 0; at < names.length && at < MAX_ENTRIES + 1; at += LISTED_AT_ONCE) {
    const some = names.slice(at, at + LISTED_AT_ONCE).map((entry) => entryOf(project, folder, entry));
    entries.push(...(await Promise.all(some)).filter((entry) => entry !== null));
  }
  return entries;
}

const rank = (entry: Dirent) => (entry.isDirectory() ? 0 : 1);

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Null for what has vanished since its folder was read. */
async function entryOf(project: Project, folder: string, entry: Dirent): Promise<FileEntry | null> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isDirectory()) return { path, kind: 'folder', size: null };
  if (entry.isSymbolicLink()) return { path, kind: 'link', size: null };
  if (!entry.isFile() || path.includes('\uFFFD')) return { path, kind: 'other', size: null };
  try {
    return { path, kind: 'file', size: (await lstat(join(project.root, path))).size };
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null;
    return { path, kind: 'unreadable', size: null };
  }
}
