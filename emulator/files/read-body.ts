import { boundedBody } from '../bounded-body.ts';
import { FilesError } from './files-error.ts';
import { MAX_RANGE_BYTES } from './limits.ts';

/** The whole body of a request, bounded. Throws RequestBodyTooLarge, before reading it where its length is told. */
export async function readBody(request: Request, maxBytes = MAX_RANGE_BYTES): Promise<Buffer> {
  const body = await boundedBody(request, maxBytes);
  if (!body) throw new FilesError('RequestBodyTooLarge', { MaxLimit: maxBytes });
  return body;
}
