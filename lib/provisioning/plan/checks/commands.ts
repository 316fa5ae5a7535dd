import 'server-only';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, passed } from '@/lib/provisioning/plan/finding';

/** What is known to be wrong with the commands that start the app. */
export async function checkCommands({ parameters }: Facts): Promise<Finding> {
  return passed(`${parameters.defaultCommands.length} commands start the app.`);
}
