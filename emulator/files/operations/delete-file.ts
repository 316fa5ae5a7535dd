import { unlink } from 'node:fs/promises';
import { findEntry, type Operation } from '../call.ts';
import { identityOf } from '../disk.ts';
import { FilesError, isSystemError } from '../files-error.ts';
import { requireWritable } from '../smb-headers.ts';

export const deleteFile: Operation = async (call) => {
  const { entry, record } = await findEntry(call, 'file');
  requireWritable(record);
  await unlink(entry.diskPath).catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) throw new FilesError('ResourceNotFound');
    throw error;
  });
  // A hard link that another program made keeps the file, and what is recorded about it.
  if (entry.stats.nlink === 1n) await call.parts.sidecars.removeEntry(entry, identityOf(entry.stats));
  return new Response(null, { status: 202 });
};
