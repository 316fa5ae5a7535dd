import 'server-only';
import { AppError } from '@/lib/core/errors';
import { retry } from '@/lib/core/retry';

/** Beyond the client's own tries, which see no answer that breaks off and no token that has just expired. */
const READ_RETRY = { attempts: 4, baseDelayMs: 500, maxDelayMs: 2_000 };
const PASSING_CODES: readonly string[] = ['ExpiredAuthenticationToken', 'azure_unexpected'];

/** Reads something again that failed in passing. `worthwhile` may say of an error that it is not. */
export function persist<T>(
  signal: AbortSignal,
  read: () => Promise<T>,
  worthwhile: (error: unknown) => boolean = () => true,
): Promise<T> {
  const shouldRetry = (error: unknown) => error instanceof AppError && isPassing(error) && worthwhile(error);
  return retry(read, { ...READ_RETRY, shouldRetry, signal });
}

function isPassing({ kind, info }: AppError): boolean {
  return kind === 'unavailable' || kind === 'throttled' || PASSING_CODES.includes(info.code);
}
