import { NOTHING_RECORDED, type Operation, placeOf } from '../call.ts';
import { badHeader, missingHeader } from '../files-error.ts';
import { MAX_FILE_BYTES } from '../limits.ts';
import { putNewFile } from '../new-file.ts';
import { readBody } from '../read-body.ts';
import { readHttpHeaders, readInteger, readMetadata, readWord } from '../request-headers.ts';
import { readSmbProperties, readWriteTime } from '../smb-headers.ts';
import { requireContentMd5 } from './content-md5.ts';

/** Creates or replaces a file of zeros, or with the content that newer clients send along. */
export const createFile: Operation = async (call) => {
  const { headers } = call.request;
  const place = placeOf(call);
  if (readWord(headers, 'x-ms-type', ['file']) === undefined) throw missingHeader('x-ms-type');
  const length = readInteger(headers, 'x-ms-content-length');
  if (length === undefined) throw missingHeader('x-ms-content-length');
  if (length > MAX_FILE_BYTES) throw badHeader('x-ms-content-length', `${length}`);
  const content = await readBody(call.request);
  if (content.length > length) throw badHeader('content-length', `${content.length}`);
  const md5 = requireContentMd5(headers, content);
  await call.parts.usage.take(place.account, place.share, place.path, content.length);

  const smb = await readSmbProperties(headers, NOTHING_RECORDED, place, call.parts.sidecars);
  const response = await putNewFile(call, place, {
    record: { ...smb, httpHeaders: readHttpHeaders(headers), metadata: readMetadata(headers) },
    writtenAt: readWriteTime(headers),
    fill: async (file) => {
      await file.truncate(length);
      if (content.length > 0) await file.write(content, 0, content.length, 0);
    },
  });
  if (content.length > 0) response.headers.set('content-md5', md5);
  return response;
};
