import 'server-only';
import { AppError, toErrorInfo } from '@/lib/core/errors';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, skipped, warning } from '@/lib/provisioning/plan/finding';
import type { Check, CheckId } from '@/lib/provisioning/plan/plan';

export type CheckFunction = (facts: Facts, signal: AbortSignal) => Promise<Finding>;

/** One check within its time. It never throws but when nobody waits for the plan any more: what cannot be looked at is a warning. */
export async function runCheck(
  id: CheckId,
  check: CheckFunction,
  facts: Facts,
  limitMs: number,
): Promise<Check> {
  try {
    return { id, ...(await within(limitMs, facts.signal, (signal) => check(facts, signal))) };
  } catch (error) {
    facts.signal.throwIfAborted();
    const owner = facts.explainedBy(error);
    if (owner && owner !== id) return { id, ...skipped(`Not looked at: see what "${owner}" found.`) };
    const { message, action } = toErrorInfo(error);
    return { id, ...warning(`This could not be checked. ${message}`, action) };
  }
}

/** Work that is given up, and told so by its signal, when its time is over. Rejects with AppError `check_timeout`. */
export async function within<T>(
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const tooLate = new AppError('timeout', {
    code: 'check_timeout',
    message: `Azure took longer than ${limitMs / 1_000} s.`,
    action: 'Make the plan again; Azure may be slow at the moment.',
  });
  const timer = setTimeout(() => limit.abort(tooLate), limitMs);
  const either = AbortSignal.any([signal, limit.signal]);
  try {
    // What is read for several checks hears the plan's signal alone, and would keep this one waiting.
    return await Promise.race([work(either), rejection(either)]);
  } finally {
    clearTimeout(timer);
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
