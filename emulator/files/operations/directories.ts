import { mkdir, rmdir } from 'node:fs/promises';
import { findEntry, NOTHING_RECORDED, type Operation, placeOf } from '../call.ts';
import { identityOf } from '../disk.ts';
import { FilesError, isSystemError } from '../files-error.ts';
import { readMetadata } from '../request-headers.ts';
import { readSmbProperties, readWriteTime, requireWritable } from '../smb-headers.ts';
import { answerEntry, recordChange } from './properties.ts';

export const createDirectory: Operation = async (call) => {
  const { headers } = call.request;
  const { entries, sidecars } = call.parts;
  const place = placeOf(call);
  const metadata = readMetadata(headers);
  const smb = await readSmbProperties(headers, NOTHING_RECORDED, place, sidecars);
  const writtenAt = readWriteTime(headers);
  await entries.claim(place, async ({ stats, diskPath }) => {
    if (stats) throw new FilesError(stats.isDirectory() ? 'ResourceAlreadyExists' : 'ResourceTypeMismatch');
    await mkdir(diskPath).catch((error: unknown) => {
      if (isSystemError(error, 'EEXIST')) throw new FilesError('ResourceAlreadyExists');
      throw error;
    });
  });
  // A new directory's attribute says only that it is one.
  const attributes = smb.attributes === 'Directory' ? undefined : smb.attributes;
  const entry = await entries.find(place, 'directory');
  await recordChange(call, entry, { ...smb, attributes, httpHeaders: {}, metadata }, writtenAt);
  return answerEntry(call, 201, entry);
};

export const deleteDirectory: Operation = async (call) => {
  if (call.target.path.length === 0) throw new FilesError('InvalidUri');
  const { entry, record } = await findEntry(call, 'directory');
  requireWritable(record);
  await rmdir(entry.diskPath).catch((error: unknown) => {
    if (isSystemError(error, 'ENOTEMPTY', 'EEXIST')) throw new FilesError('DirectoryNotEmpty');
    if (isSystemError(error, 'ENOENT')) throw new FilesError('ResourceNotFound');
    throw error;
  });
  await call.parts.sidecars.removeEntry(entry, identityOf(entry.stats));
  return new Response(null, { status: 202 });
};
