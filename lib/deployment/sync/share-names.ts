import 'server-only';
import { posix } from 'node:path';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import { AppError } from '@/lib/core/errors';

/** What each name of the project is to be on the share, by `nameKey`. */
export type ShareNames = ReadonlyMap<string, { path: string; kind: 'file' | 'directory' }>;

/** Azure Files takes names that differ only by case for one name, and keeps the case that came first. */
export function nameKey(path: string): string {
  return path.toLowerCase();
}

/** Whether a path is below `inference/`. What lies where others can write must not point a sync at the models. */
export function isOurs(path: string): boolean {
  return path.startsWith(`${INFERENCE_FOLDER}/`) && posix.normalize(path) === path;
}

/** Whether a file of the share would keep another name than its own if it were overwritten. */
export function isOtherCase(path: string, onShare: string): boolean {
  return nameKey(path) === nameKey(onShare) && posix.basename(path) !== posix.basename(onShare);
}

/** The directories above a path, outermost first. */
export function directoriesOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The names of these files, of these folders and of the directories above them. AppError `names_differ_by_case` when two become one. */
export function namesOf(paths: readonly string[], folders: readonly string[] = []): ShareNames {
  const names = new Map<string, { path: string; kind: 'file' | 'directory' }>();
  const add = (path: string, kind: 'file' | 'directory') => {
    const other = names.get(nameKey(path));
    if (other && other.path !== path) throw differByCase(other.path, path);
    names.set(nameKey(path), { path, kind });
  };
  const seen = new Set<string>();
  const addDirectory = (directory: string) => {
    if (directory === '.' || seen.has(directory)) return;
    seen.add(directory);
    addDirectory(posix.dirname(directory));
    add(directory, 'directory');
  };
  for (const path of paths) {
    addDirectory(posix.dirname(path));
    add(path, 'file');
  }
  for (const folder of folders) addDirectory(folder);
  return names;
}

/** AppError `name_taken` when a file that stays on the share stands where a directory must be, or below where a file must be. */
export function refuseTaken(names: ShareNames, staying: readonly string[]): void {
  const isFile = (directory: string) => names.get(nameKey(directory))?.kind === 'file';
  const folders = new Set(staying.map((path) => posix.dirname(path)));
  const taken = [...folders].flatMap((folder) => [...directoriesOf(folder), folder]).find(isFile);
  if (taken) throw nameTaken(taken);
  for (const path of staying) if (names.get(nameKey(path))?.kind === 'directory') throw nameTaken(path);
}

function differByCase(one: string, other: string): AppError {
  return new AppError('bad_input', {
    code: 'names_differ_by_case',
    message: `${one} and ${other} differ only by case, which is one and the same name on a file share.`,
    action: 'Rename one of them, then deploy again.',
    target: other,
  });
}

function nameTaken(path: string): AppError {
  return new AppError('conflict', {
    code: 'name_taken',
    message: `${path} on the share is in the way of the project's, and was not put there by a deploy.`,
    action: 'Move it away on the share or rename it in the project, then deploy again.',
    target: path,
  });
}
