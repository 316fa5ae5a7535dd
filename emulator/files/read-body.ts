import { FilesError } from './files-error.ts';

/** One write carries at most this; more is refused as the service does. */
export const MAX_RANGE_BYTES = 4 * 1024 * 1024;

/** The whole body of a request, bounded. Throws RequestBodyTooLarge. */
export async function readBody(request: Request, maxBytes = MAX_RANGE_BYTES): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new FilesError('RequestBodyTooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
