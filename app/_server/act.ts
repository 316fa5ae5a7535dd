import 'server-only';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '@/app/_components/action-result';
import { requireSameOrigin } from '@/lib/auth/same-origin';
import { toErrorInfo } from '@/lib/core/errors';
import { logUnexpected } from './log-unexpected';

/** The one translation of errors at the edge of a server action; it checks the origin before anything else. */
export async function act<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    requireSameOrigin(await headers());
    return { ok: true, value: await work() };
  } catch (error) {
    unstable_rethrow(error);
    logUnexpected(error);
    return { ok: false, error: toErrorInfo(error) };
  }
}
