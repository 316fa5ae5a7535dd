import 'server-only';
import { lstat, rename, unlink } from 'node:fs/promises';
import {
  fileChanged,
  fileExists,
  fileMissing,
  fileRefused,
  textRefused,
} from '@/lib/config/files/file-errors';
import { locateFile, locateNewFile } from '@/lib/config/files/locate-file';
import { oneAtATime } from '@/lib/config/files/one-at-a-time';
import { type ProjectFile, readProjectFile, versionOf } from '@/lib/config/files/read-file';
import { MAX_FILE_BYTES, writeProjectText } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';
import { AppError } from '@/lib/core/errors';

const NAME = 'file';

/** What must hold for a change: the file is of this version, there is none, or nothing (whatever is there is replaced). */
export type Precondition = { version: string } | 'absent' | 'any';

/** Is given what a file holds before it is written over or removed. */
export type Keep = (text: string) => Promise<void>;

/**
 * Writes a text file in one step and answers its new version. A file that is not there is made, with the folders above it.
 * Throws `file_changed`, `file_exists`, `file_text_refused`, and what `readProjectFile` throws.
 */
export function writeProjectFile(
  project: Project,
  path: string,
  text: string,
  { precondition, keep }: { precondition: Precondition; keep?: Keep },
): Promise<{ version: string }> {
  return oneAtATime(project, async () => {
    const current = await find(project, path);
    hold(path, current, precondition);
    const version = versionOf(text);
    if (current?.version === version) return { version };
    requireText(path, text);
    if (!current) await locateNewFile(project, path);
    if (current?.kind === 'text') await keep?.(current.text);
    await writeProjectText(project, path, NAME, text);
    return { version };
  });
}

/** Removes a file. Answers the text it had, null if it was none; throws as `writeProjectFile`. */
export function removeProjectFile(
  project: Project,
  path: string,
  { precondition, keep }: { precondition: Precondition; keep?: Keep },
): Promise<{ text: string | null }> {
  return oneAtATime(project, async () => {
    const current = await readProjectFile(project, path);
    hold(path, current, precondition);
    const text = current.kind === 'text' ? current.text : null;
    if (text !== null) await keep?.(text);
    await translated(path, async () => unlink(await locateFile(project, path)));
    return { text };
  });
}

/** Gives a file another place below `inference/` or `infra/`, where there must be none. Throws as `writeProjectFile`. */
export function moveProjectFile(
  project: Project,
  path: string,
  { to, precondition }: { to: string; precondition: Precondition },
): Promise<void> {
  return oneAtATime(project, async () => {
    hold(path, await readProjectFile(project, path), precondition);
    const target = await locateNewFile(project, to);
    if (await isThere(target)) throw fileExists(to);
    await translated(path, async () => rename(await locateFile(project, path), target));
  });
}

/** Undefined when there is no such file. */
async function find(project: Project, path: string): Promise<ProjectFile | undefined> {
  try {
    return await readProjectFile(project, path);
  } catch (error) {
    if (error instanceof AppError && error.info.code === 'file_missing') return undefined;
    throw error;
  }
}

function hold(path: string, current: ProjectFile | undefined, precondition: Precondition): void {
  if (precondition === 'any') return;
  if (precondition === 'absent') {
    if (current) throw fileExists(path);
  } else if (current?.version !== precondition.version) {
    throw fileChanged(path);
  }
}

function requireText(path: string, text: string): void {
  if (!text.isWellFormed() || text.includes('\0')) {
    throw textRefused(path, 'would no longer be text: it contains a character that no text can have');
  }
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    throw textRefused(path, `would be larger than ${MAX_FILE_BYTES / 1_000_000} MB`);
  }
}

function isThere(place: string): Promise<boolean> {
  return lstat(place).then(
    () => true,
    () => false,
  );
}

async function translated<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw hasCode(cause, 'ENOENT') ? fileMissing(path, cause) : fileRefused(path, cause);
  }
}
