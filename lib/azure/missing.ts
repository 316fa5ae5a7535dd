import 'server-only';
import { AppError } from '@/lib/core/errors';

/**
 * Whether Azure has said that a resource is not there. Of a subscription it says the same to whoever may not see it, and that
 * tells nothing about what is in it.
 */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof AppError && error.kind === 'not_found' && error.info.code !== 'SubscriptionNotFound'
  );
}
