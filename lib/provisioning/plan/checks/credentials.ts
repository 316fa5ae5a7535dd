import 'server-only';
import { AppError } from '@/lib/core/errors';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, failed, passed } from '@/lib/provisioning/plan/finding';

/** Whether the signed-in identity gets a token for the tenant and reaches the resource group with it. */
export async function checkCredentials({ group, target }: Facts): Promise<Finding> {
  try {
    const { name, location } = await group();
    return passed(
      `The resource group ${name} in ${location} can be reached with the account that is signed in.`,
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { kind, info } = error;
    // Anything else passes by itself, and is no finding about the account.
    if (kind !== 'unauthenticated' && kind !== 'forbidden' && kind !== 'not_found') throw error;
    return failed(`The resource group ${target.resourceGroup} cannot be read. ${info.message}`, info.action);
  }
}
