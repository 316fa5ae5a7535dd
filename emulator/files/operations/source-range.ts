import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { lengthOf, readRange } from '../byte-range.ts';
import type { Call } from '../call.ts';
import { crc64Of } from '../crc64.ts';
import { badHeader, FilesError, missingHeader, unverifiedSource } from '../files-error.ts';

/** Bytes of another file of this service that `x-ms-copy-source` and `x-ms-source-range` name, with their checksum. */
export async function readSourceRange(
  call: Call,
  length: number,
): Promise<{ content: Buffer; crc64: string }> {
  const { headers } = call.request;
  const range = readRange(headers, 'x-ms-source-range');
  if (!range) throw missingHeader('x-ms-source-range');
  if (lengthOf(range) !== length)
    throw badHeader('x-ms-source-range', headers.get('x-ms-source-range') ?? '');
  const { account, share = '', path } = await call.parts.sources.toCopy(call, 'x-ms-copy-source');
  const { diskPath, stats } = await call.parts.entries
    .find({ account, share, path }, 'file')
    .catch(unverifiedSource);
  if (range.last >= Number(stats.size)) throw new FilesError('InvalidRange');

  const content = Buffer.alloc(length);
  const file = await open(diskPath, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await file.read(content, 0, length, range.first);
  } finally {
    await file.close();
  }
  const crc64 = crc64Of(content);
  const claimed = headers.get('x-ms-source-content-crc64');
  if (claimed !== null && claimed !== crc64)
    throw new FilesError('Crc64Mismatch', { UserSpecifiedCrc64: claimed, ServerCalculatedCrc64: crc64 });
  return { content, crc64 };
}
