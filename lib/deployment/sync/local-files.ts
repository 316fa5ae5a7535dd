import 'server-only';
import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';
import { AppError } from '@/lib/core/errors';
import type { RefusedFile } from '@/lib/deployment/sync/changes';
import { type Ignores, ignoreRules, withRulesOf } from '@/lib/deployment/sync/ignore-rules';
import { whyNameRefused } from '@/lib/deployment/sync/refused-names';

const IGNORE_FILE = '.slipwayignore';
/** A folder with more is not an app: a forgotten environment or data set. */
const MAX_FILES = 20_000;

/**
 * `path` begins with `inference/`, as it does on the share. `size` is in bytes; `stamp` is another one whenever the file may
 * have changed, and `changedAtMs` is when that last was.
 */
export type LocalFile = {
  path: string;
  absolutePath: string;
  size: number;
  stamp: string;
  changedAtMs: number;
};

/** Everything below a project's `inference/`, in order of path. */
export type LocalTree = {
  files: LocalFile[];
  /** Folders in which nothing is to be synced, `inference/…`. */
  emptyFolders: string[];
  refused: RefusedFile[];
  /** How many files and folders the rules leave behind. */
  ignored: number;
};

/** The files of `readLocalTree`. */
export async function listLocalFiles(project: Project): Promise<LocalFile[]> {
  return (await readLocalTree(project)).files;
}

/**
 * What of the project's `inference/` belongs on the share, without reading it. Links and what Azure Files has no name for are
 * refused by name. AppErrors `inference_folder_missing`, `file_unreadable`, `too_many_files`.
 */
export async function readLocalTree(project: Project): Promise<LocalTree> {
  const root = join(project.root, INFERENCE_FOLDER);
  const tree: LocalTree = { files: [], emptyFolders: [], refused: [], ignored: 0 };
  const found: string[] = [];
  await collect(root, '', () => false, found, tree);
  const files = await Promise.all(found.map((name) => measure(root, name)));
  tree.files = files.filter((file) => file !== null).sort((a, b) => (a.path < b.path ? -1 : 1));
  return tree;
}

/** Null for a file that has vanished since its folder was read. */
async function measure(root: string, name: string): Promise<LocalFile | null> {
  const path = `${INFERENCE_FOLDER}/${name}`;
  const absolutePath = join(root, name);
  try {
    const stats = await lstat(absolutePath, { bigint: true });
    const changedAtMs = Math.max(Number(stats.mtimeMs), Number(stats.ctimeMs));
    return { path, absolutePath, size: Number(stats.size), stamp: stampOf(stats), changedAtMs };
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null;
    throw unreadable(path, cause);
  }
}

/** Another text whenever a file may have changed; a rename over it counts. */
export function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return [size, mtimeNs, ctimeNs, ino].join('-');
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

/** Adds what the folder and those below it have to `found` and to the tree. */
async function collect(
  root: string,
  folder: string,
  above: Ignores,
  found: string[],
  tree: LocalTree,
): Promise<void> {
  const entries = await readFolder(root, folder);
  const ignores = await rulesIn(root, folder, entries, above);
  const before = found.length + tree.emptyFolders.length;
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (ignores(path, entry.isDirectory())) {
      tree.ignored += entry.name === IGNORE_FILE ? 0 : 1;
      continue;
    }
    const why = whyRefused(path, entry);
    if (why) tree.refused.push({ path: `${INFERENCE_FOLDER}/${path}`, why });
    else if (entry.isDirectory()) await collect(root, path, ignores, found, tree);
    else found.push(path);
    if (found.length > MAX_FILES) throw tooMany();
  }
  if (folder !== '' && found.length + tree.emptyFolders.length === before)
    tree.emptyFolders.push(`${INFERENCE_FOLDER}/${folder}`);
}

function whyRefused(path: string, entry: Dirent): string | undefined {
  if (entry.isSymbolicLink())
    return 'It is a link; Slipway sends files, so that none leads out of the folder.';
  if (!entry.isFile() && !entry.isDirectory()) return 'It is neither a file nor a folder.';
  return whyNameRefused(`${INFERENCE_FOLDER}/${path}`);
}

async function rulesIn(root: string, folder: string, entries: Dirent[], above: Ignores): Promise<Ignores> {
  const hasOwn = entries.some((entry) => entry.name === IGNORE_FILE && entry.isFile());
  const text = hasOwn ? await readIgnoreFile(root, folder) : '';
  if (folder === '') return ignoreRules(text);
  return hasOwn ? withRulesOf(folder, text, above) : above;
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

async function readIgnoreFile(root: string, folder: string): Promise<string> {
  try {
    return await readFile(join(root, folder, IGNORE_FILE), 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return '';
    throw unreadable([INFERENCE_FOLDER, folder, IGNORE_FILE].filter((part) => part !== '').join('/'), cause);
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
