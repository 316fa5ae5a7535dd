import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Operation, placeOf, readRecord } from '../call.ts';
import { FilesError } from '../files-error.ts';
import { readMetadata, readTime } from '../request-headers.ts';
import { replaceFile } from './create-file.ts';
import { smbRecord } from './properties.ts';

/** Copies a file of this service; the copy is complete when the answer comes. */
export const copyFile: Operation = async (call) => {
  const { headers } = call.request;
  const to = placeOf(call, 'file');
  const source = call.parts.authorizeSource(headers.get('x-ms-copy-source') ?? '', to.account);
  if (source.share === undefined) throw new FilesError('InvalidHeaderValue', 'x-ms-copy-source.');
  const from = await call.parts.entries.find({
    kind: 'file',
    account: source.account,
    share: source.share,
    path: source.path,
  });
  const place = await call.parts.entries.spot(to.account, to.share, to.path);
  if (place.diskPath === from.diskPath)
    throw new FilesError('InvalidHeaderValue', 'A file cannot be copied onto itself.');

  const known = await readRecord(call.parts, from);
  const metadata = readMetadata(headers);
  const response = await replaceFile(call, to, readTime(headers, 'last-write-time'), {
    record: (blank) => ({
      ...smbRecord(headers, { ...blank, httpHeaders: known?.httpHeaders ?? {} }),
      metadata: Object.keys(metadata).length > 0 ? metadata : (known?.metadata ?? {}),
    }),
    fill: async (file) => {
      await file.writeFile(createReadStream(from.diskPath));
    },
  });
  response.headers.set('x-ms-copy-id', randomUUID());
  response.headers.set('x-ms-copy-status', 'success');
  return new Response(null, { status: 202, headers: response.headers });
};
