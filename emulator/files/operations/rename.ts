import { rename as renameOnDisk, utimes } from 'node:fs/promises';
import { type Operation, placeOf, readRecord } from '../call.ts';
import { FilesError } from '../files-error.ts';
import { readHttpHeaders, readMetadata, readTime } from '../request-headers.ts';
import type { EntryPlace } from '../sidecars.ts';
import { answerEntry, recordFor, smbRecord } from './properties.ts';

/** Moves a file or directory within its share, with what is recorded about it. */
export const rename =
  (kind: EntryPlace['kind']): Operation =>
  async (call) => {
    const { headers } = call.request;
    const { entries, sidecars } = call.parts;
    const to = placeOf(call, kind);
    const sourceUrl = headers.get('x-ms-file-rename-source');
    if (!sourceUrl) throw new FilesError('MissingRequiredHeader', 'x-ms-file-rename-source.');
    const source = call.parts.authorizeSource(sourceUrl, to.account);
    if (source.account !== to.account || source.share !== to.share)
      throw new FilesError('InvalidHeaderValue', 'x-ms-file-rename-source must be in the same share.');

    const from = await entries.find({ ...to, path: source.path });
    const target = await entries.spot(to.account, to.share, to.path);
    const mayReplace = headers.get('x-ms-file-rename-replace-if-exists')?.toLowerCase() === 'true';
    if (target.stats && !(mayReplace && kind === 'file')) throw new FilesError('ResourceAlreadyExists');
    if (target.stats && !target.stats.isFile()) throw new FilesError('ResourceTypeMismatch');
    if (`${target.diskPath}/`.startsWith(`${from.diskPath}/`) && kind === 'directory')
      throw new FilesError('InvalidResourceName', 'A directory cannot move into itself.');

    await renameOnDisk(from.diskPath, target.diskPath);
    await sidecars.moveEntry(from.place, to);
    await applyHeaders();
    return answerEntry(call, 200, to);

    async function applyHeaders(): Promise<void> {
      const moved = await entries.find(to);
      const record = smbRecord(headers, recordFor(moved, await readRecord(call.parts, moved)));
      const metadata = readMetadata(headers);
      if (Object.keys(metadata).length > 0) record.metadata = metadata;
      record.httpHeaders = { ...record.httpHeaders, ...readHttpHeaders(headers) };
      await sidecars.writeEntry(to, record);
      const written = readTime(headers, 'last-write-time');
      if (written) await utimes(moved.diskPath, written, written);
    }
  };
