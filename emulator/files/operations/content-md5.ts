import { createHash } from 'node:crypto';
import { FilesError } from '../files-error.ts';
import { requireMd5 } from '../request-headers.ts';

/** Holds a body to the checksum that it came with, if any, and gives its own. Throws InvalidMd5 or Md5Mismatch. */
export function requireContentMd5(headers: Headers, content: Buffer): string {
  const md5 = createHash('md5').update(content).digest('base64');
  const claimed = headers.get('content-md5');
  if (claimed === null) return md5;
  requireMd5(claimed);
  if (claimed !== md5)
    throw new FilesError('Md5Mismatch', { UserSpecifiedMd5: claimed, ServerCalculatedMd5: md5 });
  return md5;
}
