import 'server-only';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';
import { AppError } from '@/lib/core/errors';
import { type Ignores, ignoreRules } from '@/lib/deployment/sync/ignore-rules';

const IGNORE_FILE = '.slipwayignore';
/** A folder with more is not an app: a forgotten environment or data set. */
const MAX_FILES = 20_000;

/** `path` begins with `inference/`, as it does on the share. `size` is in bytes. */
export type LocalFile = { path: string; absolutePath: string; size: number };

/**
 * Everything below the project's `inference/` that belongs on the share, in order of path. Links are left out.
 * AppErrors `inference_folder_missing`, `file_unreadable`, `too_many_files`.
 */
export async function listLocalFiles(project: Project): Promise<LocalFile[]> {
  const root = join(project.root, INFERENCE_FOLDER);
  const ignores = ignoreRules(await readIgnoreFile(root));
  const paths: string[] = [];
  await collect(root, '', ignores, paths);
  const files = await Promise.all(paths.sort().map((path) => measure(root, path)));
  return files.filter((file) => file !== null);
}

/** Null for a file that has vanished since its folder was read. */
async function measure(root: string, name: string): Promise<LocalFile | null> {
  const path = `${INFERENCE_FOLDER}/${name}`;
  const absolutePath = join(root, name);
  try {
    return { path, absolutePath, size: (await stat(absolutePath)).size };
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null;
    throw unreadable(path, cause);
  }
}

/** A file or folder of the project that cannot be read. `path` is relative to the project. */
export function unreadable(path: string, cause: unknown): AppError {
  return new AppError(
    'bad_input',
    {
      code: 'file_unreadable',
      message: `${path} cannot be read.`,
      action: `Let the user that runs Slipway read it, or list it in ${INFERENCE_FOLDER}/${IGNORE_FILE}, then deploy again.`,
      target: path,
    },
    { cause },
  );
}

async function collect(root: string, folder: string, ignores: Ignores, found: string[]): Promise<void> {
  for (const entry of await readFolder(root, folder)) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (ignores(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) await collect(root, path, ignores, found);
    else if (entry.isFile()) found.push(path);
    if (found.length > MAX_FILES) throw tooMany();
  }
}

async function readFolder(root: string, folder: string): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (cause) {
    if (folder !== '' && hasCode(cause, 'ENOENT')) return [];
    if (folder !== '') throw unreadable(`${INFERENCE_FOLDER}/${folder}`, cause);
    throw new AppError(
      'not_found',
      {
        code: 'inference_folder_missing',
        message: 'The project has no readable inference folder.',
        action: 'Put the app that serves the model into inference/, then deploy again.',
        target: INFERENCE_FOLDER,
      },
      { cause },
    );
  }
}

async function readIgnoreFile(root: string): Promise<string> {
  try {
    return await readFile(join(root, IGNORE_FILE), 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT') || hasCode(cause, 'ENOTDIR')) return '';
    throw unreadable(`${INFERENCE_FOLDER}/${IGNORE_FILE}`, cause);
  }
}

function tooMany(): AppError {
  return new AppError('bad_input', {
    code: 'too_many_files',
    message: `inference/ holds more than ${MAX_FILES} files.`,
    action: `List what does not belong to the app in inference/${IGNORE_FILE}, then deploy again.`,
    target: INFERENCE_FOLDER,
  });
}
