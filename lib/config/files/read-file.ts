import 'server-only';
import { createHash } from 'node:crypto';
import { constants, type FileHandle, lstat, open } from 'node:fs/promises';
import { fileIsLink, fileMissing, fileNotPlain, fileRefused } from '@/lib/config/files/file-errors';
import { locateFile } from '@/lib/config/files/locate-file';
import { MAX_FILE_BYTES } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { hasCode } from '@/lib/core/error-code';
import { AppError } from '@/lib/core/errors';

const NOTHING_MAY_WAIT = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** `version` changes with every byte of the file; `size` is in bytes. */
export type ProjectFile = { path: string; size: number; version: string } & (
  | { kind: 'text'; text: string }
  | { kind: 'binary' }
  /** Text in an encoding that is not UTF-8. */
  | { kind: 'not-utf8' }
  | { kind: 'too-large'; limit: number }
);

/**
 * A file below the project's `inference/` or `infra/`, its text exactly as it is, line breaks and byte order mark included.
 * Throws what `locateFile` throws, `file_missing` and `file_not_plain`.
 */
export async function readProjectFile(project: Project, path: string): Promise<ProjectFile> {
  const place = await locateFile(project, path);
  let handle: FileHandle | undefined;
  try {
    // Asked before it is opened: opening a device or a pipe can have an effect of its own.
    const found = await lstat(place);
    if (found.isSymbolicLink()) throw fileIsLink(path);
    if (!found.isFile()) throw fileNotPlain(path);
    handle = await open(place, NOTHING_MAY_WAIT);
    return await readHandle(handle, path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (hasCode(cause, 'ENOENT') || hasCode(cause, 'ENOTDIR')) throw fileMissing(path, cause);
    if (hasCode(cause, 'ELOOP')) throw fileIsLink(path);
    throw fileRefused(path, cause);
  } finally {
    await handle?.close();
  }
}

async function readHandle(handle: FileHandle, path: string): Promise<ProjectFile> {
  const { size, mtimeNs } = await handle.stat({ bigint: true });
  if (size > BigInt(MAX_FILE_BYTES)) {
    const version = `${size}-${mtimeNs}`;
    return { path, kind: 'too-large', size: Number(size), limit: MAX_FILE_BYTES, version };
  }
  const bytes = await handle.readFile();
  const facts = { path, size: bytes.length, version: versionOf(bytes) };
  if (bytes.includes(0)) return { ...facts, kind: 'binary' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { ...facts, kind: 'text', text };
  } catch {
    return { ...facts, kind: 'not-utf8' };
  }
}

/** The version of a file that holds this. */
export function versionOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
