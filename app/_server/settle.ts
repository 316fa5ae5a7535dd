import 'server-only';
import type { ActionResult } from '@/app/_components/action-result';
import { AppError } from '@/lib/core/errors';

/** What `work` yields, or the error that it throws on purpose, for a page that shows it in the content's place. */
export async function settle<T>(work: Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.info };
    throw error;
  }
}
