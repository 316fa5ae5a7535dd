import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Call, type Operation, placeOf } from '../call.ts';
import { FilesError, isSystemError } from '../files-error.ts';
import { readBody } from '../read-body.ts';
import { readHttpHeaders, readInteger, readMetadata, readTime } from '../request-headers.ts';
import type { EntryPlace, EntryRecord } from '../sidecars.ts';
import { answerEntry, recordFor, smbRecord } from './properties.ts';

const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;
// The share is mounted with every right in a container; the umask takes what the host does not allow.
const FILE_MODE = 0o777;
const MAX_FILE_BYTES = 4 * 1024 ** 4;

/** Creates or replaces a file of zeros, or with the content that newer clients send along. */
export const createFile: Operation = async (call) => {
  const { headers } = call.request;
  const length = readInteger(headers, 'x-ms-content-length');
  if (length === undefined) throw new FilesError('MissingRequiredHeader', 'x-ms-content-length.');
  if (length > MAX_FILE_BYTES) throw new FilesError('InvalidHeaderValue', 'x-ms-content-length.');
  const content = await readBody(call.request);
  if (content.length > length) throw new FilesError('InvalidHeaderValue', 'x-ms-content-length.');

  return replaceFile(call, placeOf(call, 'file'), readTime(headers, 'last-write-time'), {
    record: (entry) => ({
      ...smbRecord(headers, entry),
      httpHeaders: readHttpHeaders(headers),
      metadata: readMetadata(headers),
    }),
    fill: async (file) => {
      await file.truncate(length);
      if (content.length > 0) await file.write(content, 0, content.length, 0);
    },
  });
};

type NewFile = {
  record(blank: EntryRecord): EntryRecord;
  fill(file: FileHandle): Promise<void>;
};

/** Puts a new file in a place; what was recorded about the old one goes first, so that it never describes the new. */
export async function replaceFile(
  call: Call,
  place: EntryPlace,
  written: Date | undefined,
  newFile: NewFile,
): Promise<Response> {
  const { entries, sidecars } = call.parts;
  const { diskPath, stats } = await entries.spot(place.account, place.share, place.path);
  if (stats && !stats.isFile()) throw new FilesError('ResourceTypeMismatch');
  await sidecars.removeEntry(place);

  const file = await openNew(diskPath);
  try {
    await newFile.fill(file);
    if (written) await file.utimes(written, written);
  } finally {
    await file.close();
  }
  const entry = await entries.find(place);
  await sidecars.writeEntry(place, newFile.record(recordFor(entry, undefined)));
  return answerEntry(call, 201, place);
}

async function openNew(diskPath: string): Promise<FileHandle> {
  try {
    return await open(diskPath, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, FILE_MODE);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) throw new FilesError('ParentNotFound');
    if (isSystemError(error, 'EISDIR', 'ELOOP')) throw new FilesError('ResourceTypeMismatch');
    throw error;
  }
}
