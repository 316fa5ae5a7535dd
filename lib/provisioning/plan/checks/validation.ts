import 'server-only';
import { AppError } from '@/lib/core/errors';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed, warning } from '@/lib/provisioning/plan/finding';

/** Refusals that say something about the moment, not about the template. */
const PASSING: readonly AppError['kind'][] = ['throttled', 'timeout', 'unavailable', 'internal', 'cancelled'];

/** What Azure itself says to the template with these values, and whether it can foresee what would change. */
export async function checkValidation(facts: Facts): Promise<Finding> {
  const ids = await reported(facts, facts.validated);
  if ('state' in ids) return ids;
  const foreseen = await reported(facts, facts.foreseen);
  if ('state' in foreseen) {
    return warning(
      `Azure has validated the template, but could not foresee what would change. ${foreseen.message}`,
      foreseen.action ?? 'Make the plan again.',
    );
  }
  return passed(`Azure has validated the template, which makes or updates ${ids.length} resources.`);
}

async function reported<T extends object>(
  { explainedBy }: Facts,
  read: () => Promise<T>,
): Promise<T | Finding> {
  try {
    return await read();
  } catch (error) {
    const explained = explainedBy(error) !== 'validation';
    if (explained || !(error instanceof AppError) || PASSING.includes(error.kind)) throw error;
    return failed(`${error.info.code}: ${error.info.message}`, error.info.action);
  }
}
