import 'server-only';
import { AppError } from '@/lib/core/errors';
import { logServerError } from '@/lib/worker/server-log';

/** Keeps on the server what the reader does not get to see: the stack of an error that nobody foresaw. */
export function logUnexpected(error: unknown): void {
  if (!(error instanceof AppError)) logServerError('Answering a request', error);
}
