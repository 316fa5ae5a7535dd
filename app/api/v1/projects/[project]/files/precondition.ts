import type { Precondition } from '@/lib/config/files/change-file';
import { AppError } from '@/lib/core/errors';
import { expectedVersion } from '../../../if-match';
import { problem } from '../../../problem';

const PRECONDITION_FAILED = 412;
const PRECONDITION_REQUIRED = 428;

/**
 * What the request's `If-Match` or `If-None-Match` asks of the file before it is changed. Throws `precondition_missing`: a change
 * that names neither would go over the work of others without a word; `If-Match: *` says that this is meant.
 */
export function preconditionOf(request: Request, path: string): Precondition {
  if (request.headers.get('if-none-match') === '*') return 'absent';
  if (request.headers.get('if-match') === null) {
    throw new AppError('bad_input', {
      code: 'precondition_missing',
      message: 'The request does not say which version of the file it changes.',
      action:
        'Send the ETag that the file was read with as If-Match, or If-None-Match: * to make a new file.',
      target: path,
    });
  }
  const version = expectedVersion(request);
  return version === undefined ? 'any' : { version };
}

/** Does the work; a precondition that does not hold is answered with 412, a missing one with 428. */
export async function underPrecondition(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof AppError ? error.info.code : '';
    if (code === 'file_changed') return problem(error, PRECONDITION_FAILED);
    if (code === 'precondition_missing') return problem(error, PRECONDITION_REQUIRED);
    throw error;
  }
}
