import { sleep } from '@/lib/core/clock';

export type RetryOptions = {
  /** How often the operation is tried in all, at least 1. */
  attempts: number;
  /** The wait before the second try; it doubles from there. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** Which errors are worth another try; all of them by default. */
  shouldRetry?: (error: unknown) => boolean;
  signal?: AbortSignal;
};

/**
 * Runs an operation until it succeeds, with exponential back-off and full jitter between tries.
 * Rejects with the last error, or with the signal's reason when aborted while waiting.
 */
export async function retry<T>(
  operation: (attempt: number) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { attempts, baseDelayMs, maxDelayMs, shouldRetry = () => true, signal } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation(attempt);
    } catch (error) {
      if (attempt >= attempts || signal?.aborted || !shouldRetry(error)) throw error;
    }
    const ceilingMs = Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
    await sleep(Math.random() * ceilingMs, signal);
  }
}
