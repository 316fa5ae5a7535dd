import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { FilesError, isSystemError } from './files-error.ts';

/** What lies at a path, itself and not where it leads; undefined for nothing. Throws OutOfRangeInput. */
export async function lstatOrNothing(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (isSystemError(error, 'ENAMETOOLONG')) throw new FilesError('OutOfRangeInput');
    throw error;
  }
}

/** One file or directory for as long as it lives, wherever it is moved to: numbers alone are given out again. */
export function identityOf({ ino, birthtimeNs }: BigIntStats): string {
  return `${ino}-${birthtimeNs}`;
}
