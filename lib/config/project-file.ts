import 'server-only';
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findJsonFault } from '@/lib/config/json-text';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

/** No file of ours comes near this; whatever does is not ours to parse. */
export const MAX_FILE_BYTES = 1_000_000;
/** Begins the name of a text that is being written; one that a crash left behind is no part of the project. */
export const DRAFT_PREFIX = '.slipway-draft-';
const DEFAULT_MODE = 0o644;

/**
 * Reads a JSON file of a project; `path` is relative to its root. Undefined when there is no such file.
 * `name` begins the codes of the errors: `{name}_not_json` (with the line), `{name}_unreadable`.
 */
export async function readProjectJson(project: Project, path: string, name: string): Promise<unknown> {
  // Some editors put a byte order mark in front, which JSON.parse refuses.
  const text = (await readProjectText(project, path, name))?.replace(/^\uFEFF/, '');
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(path, name, findJsonFault(text) ?? 1, cause);
  }
}

/** The refusal of a file that is not JSON; `line` counts from 1. */
export function notJson(path: string, name: string, line: number, cause?: unknown): AppError {
  const info = {
    code: `${name}_not_json`,
    message: `${path} is not valid JSON: the fault is in line ${line}.`,
    action: `Correct line ${line} of the file (often a comma or a quotation mark), then try again.`,
    target: path,
  };
  return new AppError('bad_input', info, { cause });
}

/** Reads a text file of a project as it is; undefined when there is no such file. Throws `{name}_unreadable`. */
export async function readProjectText(
  project: Project,
  path: string,
  name: string,
): Promise<string | undefined> {
  const file = join(project.root, path);
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) throw new Error(`${size} bytes are too many`);
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    const info = {
      code: `${name}_unreadable`,
      message: `${path} cannot be read.`,
      action: 'Check that it is a plain file of ordinary size and that Slipway may read it.',
      target: path,
    };
    throw new AppError('unavailable', info, { cause });
  }
}

/** As `writeProjectText`, for a value that is written as JSON. */
export async function writeProjectJson(
  project: Project,
  path: string,
  name: string,
  value: unknown,
): Promise<void> {
  await writeProjectText(project, path, name, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Replaces a file of a project in one step: whoever reads it, even after a power cut, finds the old text or
 * the new one, never a part. Throws `{name}_not_written`; the old file is then as it was.
 */
export async function writeProjectText(
  project: Project,
  path: string,
  name: string,
  text: string,
): Promise<void> {
  const file = join(project.root, path);
  const draft = join(dirname(file), `${DRAFT_PREFIX}${randomUUID()}`);
  try {
    const mode = await stat(file).then(
      (found) => found.mode,
      () => DEFAULT_MODE,
    );
    await writeDurably(draft, text, mode);
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (cause) {
    await rm(draft, { force: true });
    const info = {
      code: `${name}_not_written`,
      message: `${path} could not be written; it is as it was.`,
      action: 'Check that the folder exists, that Slipway may write to it and that the disk has room.',
      target: path,
    };
    throw new AppError('unavailable', info, { cause });
  }
}

async function writeDurably(file: string, text: string, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself lasts only once its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
