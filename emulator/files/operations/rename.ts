import { rename as renameOnDisk } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Call, type Operation, placeOf, readRecord } from '../call.ts';
import { identityOf } from '../disk.ts';
import type { Entry, EntryKind, Place, Spot } from '../entries.ts';
import { smbProperties } from '../entry-headers.ts';
import { badHeader, FilesError, missingHeader } from '../files-error.ts';
import { readFlag, readHttpHeaders, readMetadata } from '../request-headers.ts';
import { readSmbProperties, readWriteTime, requireWritable } from '../smb-headers.ts';
import { answerEntry, recordChange } from './properties.ts';

const SOURCE = 'x-ms-file-rename-source';

/** Moves a file or directory within its share, with what is recorded about it. */
export const rename =
  (kind: EntryKind): Operation =>
  async (call) => {
    const { entries, sidecars, sources } = call.parts;
    const to = placeOf(call);
    if (!call.request.headers.has(SOURCE)) throw missingHeader(SOURCE);
    const { path } = await sources.toMove(call, SOURCE);
    const from = await entries.find({ ...to, path }, kind);
    if (from.path.length === 0 || to.path.length === 0) throw badHeader(SOURCE, '/');

    await entries.claim(to, async (spot) => {
      const isRecased = spot.diskPath === from.diskPath;
      if (!isRecased) await requireFree(call, kind, from, spot);
      // The same entry takes the new case; another one that is replaced keeps its own.
      const target = isRecased ? join(spot.folder, to.path.at(-1) ?? '') : spot.diskPath;
      await renameOnDisk(from.diskPath, target);
      if (isRecased) entries.recased(spot.folder);
      else if (spot.stats) await sidecars.removeEntry(to, identityOf(spot.stats));
    });
    return answerEntry(call, 200, await applyHeaders(call, to, kind));
  };

async function requireFree(
  call: Call,
  kind: EntryKind,
  from: Entry,
  { stats, diskPath }: Spot,
): Promise<void> {
  const { headers } = call.request;
  if (`${diskPath}/`.startsWith(`${from.diskPath}/`))
    throw badHeader(SOURCE, basename(from.diskPath), 'A directory cannot move into itself.');
  if (!stats) return;
  const mayReplace = readFlag(headers, 'x-ms-file-rename-replace-if-exists') ?? false;
  if (!mayReplace || kind === 'directory') throw new FilesError('ResourceAlreadyExists');
  if (!stats.isFile()) throw new FilesError('ResourceTypeMismatch');
  const replaced = await call.parts.sidecars.readEntry(from, identityOf(stats));
  if (replaced && !readFlag(headers, 'x-ms-file-rename-ignore-readonly')) requireWritable(replaced);
}

async function applyHeaders(call: Call, to: Place, kind: EntryKind): Promise<Entry> {
  const { headers } = call.request;
  const moved = await call.parts.entries.find(to, kind);
  const known = await readRecord(call.parts, moved);
  const smb = await readSmbProperties(headers, known, to, call.parts.sidecars);
  const metadata = readMetadata(headers);
  const record = {
    ...known,
    ...smb,
    httpHeaders: kind === 'file' ? { ...known.httpHeaders, ...readHttpHeaders(headers) } : {},
    metadata: Object.keys(metadata).length > 0 ? metadata : known.metadata,
  };
  await recordChange(call, moved, record, readWriteTime(headers) ?? smbProperties(moved, known).writtenAt);
  return moved;
}
