import 'server-only';
import { AppError, type ErrorKind } from '@/lib/core/errors';
import { retry } from '@/lib/core/retry';

/** What Azure carries out goes on while its observer is cut off, so a break of some minutes is borne. */
const BREAK_RETRY = { attempts: 10, baseDelayMs: 1_000, maxDelayMs: 60_000 };

const transient = new Set<ErrorKind>(['unavailable', 'throttled', 'timeout']);

/** Looks at something in Azure that a run waits for; only reads, as it may happen again. Rejects with the last AppError. */
export async function bearBreaks<T>(signal: AbortSignal, look: () => Promise<T>): Promise<T> {
  const shouldRetry = (error: unknown) => error instanceof AppError && transient.has(error.kind);
  return retry(look, { ...BREAK_RETRY, shouldRetry, signal });
}
