import { FilesError } from './files-error.ts';
import { MAX_RANGE_BYTES } from './limits.ts';

/** The whole body of a request, bounded. Throws RequestBodyTooLarge, before reading it where its length is told. */
export async function readBody(request: Request, maxBytes = MAX_RANGE_BYTES): Promise<Buffer> {
  const tooLarge = () => new FilesError('RequestBodyTooLarge', { MaxLimit: maxBytes });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
