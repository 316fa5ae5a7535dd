import { unlink } from 'node:fs/promises';
import { findEntry, type Operation } from '../call.ts';
import { FilesError, isSystemError } from '../files-error.ts';

export const deleteFile: Operation = async (call) => {
  const { entry } = await findEntry(call, 'file');
  await unlink(entry.diskPath).catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) throw new FilesError('ResourceNotFound');
    throw error;
  });
  await call.parts.sidecars.removeEntry(entry.place);
  return new Response(null, { status: 202 });
};
