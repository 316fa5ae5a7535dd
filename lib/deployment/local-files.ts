import 'server-only';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { type Ignores, ignoreRules } from '@/lib/deployment/ignore-rules';

export const INFERENCE_FOLDER = 'inference';
const IGNORE_FILE = '.slipwayignore';
/** A folder with more is not an app: a forgotten environment or data set. */
const MAX_FILES = 20_000;

/** `path` begins with `inference/`, as it does on the share. `size` is in bytes. */
export type LocalFile = { path: string; absolutePath: string; size: number };

/** Everything below the project's `inference/` that belongs on the share, in order of path. Links are left out. */
export async function listLocalFiles(project: Project): Promise<LocalFile[]> {
  const root = join(project.root, INFERENCE_FOLDER);
  const ignores = ignoreRules(await readIgnoreFile(root));
  const paths: string[] = [];
  await collect(root, '', ignores, paths);
  const files = paths.sort().map(async (path) => {
    const absolutePath = join(root, path);
    return { path: `${INFERENCE_FOLDER}/${path}`, absolutePath, size: (await stat(absolutePath)).size };
  });
  return Promise.all(files);
}

async function collect(root: string, folder: string, ignores: Ignores, found: string[]): Promise<void> {
  for (const entry of await readFolder(join(root, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (ignores(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) await collect(root, path, ignores, found);
    else if (entry.isFile()) found.push(path);
    if (found.length > MAX_FILES) throw tooMany();
  }
}

async function readFolder(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (cause) {
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
  return readFile(join(root, IGNORE_FILE), 'utf8').catch(() => '');
}

function tooMany(): AppError {
  return new AppError('bad_input', {
    code: 'too_many_files',
    message: `inference/ holds more than ${MAX_FILES} files.`,
    action: `List what does not belong to the app in inference/${IGNORE_FILE}, then deploy again.`,
    target: INFERENCE_FOLDER,
  });
}
