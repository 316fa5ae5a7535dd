import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { type Call, readRecord } from './call.ts';
import { identityOf } from './disk.ts';
import type { Place, Spot } from './entries.ts';
import { entryHeaders } from './entry-headers.ts';
import { FilesError, isSystemError } from './files-error.ts';
import { requirePermission } from './grant.ts';
import type { EntryRecord } from './sidecars.ts';
import { requireWritable } from './smb-headers.ts';

// The share is mounted with every right in a container; the umask takes what the host does not allow.
const FILE_MODE = 0o777;

type NewFile = {
  record: EntryRecord;
  /** With seven digits; now when undefined. */
  writtenAt: string | undefined;
  mayReplaceReadOnly?: boolean;
  fill(file: FileHandle): Promise<void>;
};

/**
 * Puts a new file in a place, with what is recorded about it, and answers 201 with its headers. It is made aside
 * and moved: whoever looks sees the old one or the new one, also after a crash.
 */
export async function putNewFile(call: Call, place: Place, newFile: NewFile): Promise<Response> {
  const { entries, sidecars } = call.parts;
  await entries.claim(place, async (spot) => {
    await requireReplaceable(call, place, spot, newFile.mayReplaceReadOnly ?? false);
    const temporary = await sidecars.temporaryPath();
    try {
      const identity = await make(temporary, call, place, newFile);
      await rename(temporary, spot.diskPath).catch(async (error: unknown) => {
        await sidecars.removeEntry(place, identity);
        throw isSystemError(error, 'EISDIR', 'ENOTEMPTY') ? new FilesError('ResourceTypeMismatch') : error;
      });
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    if (spot.stats) await sidecars.removeEntry(place, identityOf(spot.stats));
  });
  const entry = await entries.find(place, 'file');
  return new Response(null, {
    status: 201,
    headers: entryHeaders(entry, await readRecord(call.parts, entry)),
  });
}

async function requireReplaceable(
  { grant, parts }: Call,
  place: Place,
  { stats }: Spot,
  mayReplaceReadOnly: boolean,
): Promise<void> {
  if (!stats) return;
  if (!stats.isFile()) throw new FilesError('ResourceTypeMismatch');
  requirePermission(grant, 'w');
  const record = await parts.sidecars.readEntry(place, identityOf(stats));
  if (record && !mayReplaceReadOnly) requireWritable(record);
}

async function make(temporary: string, call: Call, place: Place, newFile: NewFile): Promise<string> {
  const { O_CREAT, O_EXCL, O_WRONLY } = constants;
  const file = await open(temporary, O_CREAT | O_EXCL | O_WRONLY, FILE_MODE);
  try {
    await newFile.fill(file);
    const { writtenAt } = newFile;
    if (writtenAt !== undefined) await file.utimes(new Date(writtenAt), new Date(writtenAt));
    const stats = await file.stat({ bigint: true });
    const written = writtenAt === undefined ? undefined : { at: writtenAt, mtimeNs: `${stats.mtimeNs}` };
    await call.parts.sidecars.writeEntry(place, identityOf(stats), { ...newFile.record, written });
    return identityOf(stats);
  } finally {
    await file.close();
  }
}
