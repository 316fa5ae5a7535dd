import 'server-only';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { fileIsLink, fileMissing, fileNotPlain, fileRefused } from '@/lib/config/files/file-errors';
import { namesOfNewPath, namesOfPath } from '@/lib/config/files/file-path';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';

/**
 * Where a file of the project lies on disk, with no link on the way to it. The file itself need not be there.
 * Throws `file_path_refused`, `file_missing` when its folder is not there, `file_is_link`, `file_unavailable`.
 */
export function locateFile(project: Project, path: string): Promise<string> {
  return locate(project, path, namesOfPath(path));
}

/** As `locateFile`, for a file that is to be made: the folders above it are made if they are missing. */
export async function locateNewFile(project: Project, path: string): Promise<string> {
  const names = namesOfNewPath(path);
  let folder = await rootOf(project, path);
  // One by one: made in one go, folders could come to lie behind a link.
  for (const name of names.slice(0, -1)) {
    folder = join(folder, name);
    await makeFolder(folder, path);
  }
  return locate(project, path, names);
}

async function makeFolder(folder: string, path: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw fileRefused(path, cause);
    const found = await lstat(folder);
    if (found.isSymbolicLink()) throw fileIsLink(path);
    if (!found.isDirectory()) throw fileNotPlain(path);
  }
}

async function locate(project: Project, path: string, names: string[]): Promise<string> {
  const folder = join(await rootOf(project, path), ...names.slice(0, -1));
  const real = await realpath(folder).catch((cause: unknown) => {
    throw hasCode(cause, 'ENOENT') || hasCode(cause, 'ENOTDIR')
      ? fileMissing(path, cause)
      : fileRefused(path, cause);
  });
  // They differ where a link is on the way, and where a disk that does not tell cases apart was given another case.
  if (real !== folder) throw fileIsLink(path);
  return join(folder, names.at(-1) ?? '');
}

function rootOf(project: Project, path: string): Promise<string> {
  return realpath(project.root).catch((cause: unknown) => {
    throw fileRefused(path, cause);
  });
}
