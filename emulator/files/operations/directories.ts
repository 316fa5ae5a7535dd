import { mkdir, rmdir, utimes } from 'node:fs/promises';
import { findEntry, type Operation, placeOf } from '../call.ts';
import { FilesError, isSystemError } from '../files-error.ts';
import { readMetadata, readTime } from '../request-headers.ts';
import { answerEntry, recordFor, smbRecord } from './properties.ts';

export const createDirectory: Operation = async (call) => {
  const { headers } = call.request;
  const place = placeOf(call, 'directory');
  const { diskPath, stats } = await call.parts.entries.spot(place.account, place.share, place.path);
  if (stats) throw new FilesError(stats.isDirectory() ? 'ResourceAlreadyExists' : 'ResourceTypeMismatch');
  await mkdir(diskPath).catch((error: unknown) => {
    if (isSystemError(error, 'EEXIST')) throw new FilesError('ResourceAlreadyExists');
    throw error;
  });

  const entry = await call.parts.entries.find(place);
  await call.parts.sidecars.removeEntry(place);
  const record = smbRecord(headers, recordFor(entry, undefined));
  // A new directory's attribute says only that it is one.
  if (record.attributes === 'Directory') delete record.attributes;
  await call.parts.sidecars.writeEntry(place, { ...record, metadata: readMetadata(headers) });
  const written = readTime(headers, 'last-write-time');
  if (written) await utimes(diskPath, written, written);
  return answerEntry(call, 201, place);
};

export const deleteDirectory: Operation = async (call) => {
  if (call.target.path.length === 0) throw new FilesError('InvalidUri');
  const { entry } = await findEntry(call, 'directory');
  await rmdir(entry.diskPath).catch((error: unknown) => {
    if (isSystemError(error, 'ENOTEMPTY', 'EEXIST')) throw new FilesError('DirectoryNotEmpty');
    if (isSystemError(error, 'ENOENT')) throw new FilesError('ResourceNotFound');
    throw error;
  });
  await call.parts.sidecars.removeEntry(entry.place);
  return new Response(null, { status: 202 });
};
