import { boundedBody } from '../bounded-body.ts';
import { EntraError } from './entra-error.ts';

const MAX_FORM_BYTES = 64 * 1024;

/** The fields of a form. Throws EntraError when there are more than anybody needs to sign in. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const body = await boundedBody(request, MAX_FORM_BYTES);
  if (!body) throw new EntraError(413, 'invalid_request', 90014, 'The request body is too large.');
  return new URLSearchParams(body.toString('utf8'));
}
