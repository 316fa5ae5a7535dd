import 'server-only';
import type { Pipeline } from '@azure/core-rest-pipeline';
import { callAzure } from '@/lib/azure/call';
import { toAppError } from '@/lib/azure/errors';
import { asRestError, keepLastRefusal } from '@/lib/azure/last-refusal';

type LongOptions = { abortSignal: AbortSignal; updateIntervalInMs: number };
type Pace = { timeoutMs: number; pollIntervalMs: number };

/** `callAzure` for a long-running operation, with the reason of its failure, which the client's poller drops. */
export function callLong<T>(
  { pipeline }: { pipeline: Pipeline },
  doing: string,
  signal: AbortSignal | undefined,
  { timeoutMs, pollIntervalMs }: Pace,
  call: (options: LongOptions) => Promise<T>,
): Promise<T> {
  const lastRefusal = keepLastRefusal(pipeline);
  const withReason = async (options: { abortSignal: AbortSignal }) => {
    try {
      return await call({ ...options, updateIntervalInMs: pollIntervalMs });
    } catch (error) {
      const refused = lastRefusal();
      if (options.abortSignal.aborted || !refused) throw error;
      throw toAppError(asRestError(refused), doing, refused.bodyAsText ?? undefined);
    }
  };
  return callAzure(doing, signal, withReason, timeoutMs);
}
