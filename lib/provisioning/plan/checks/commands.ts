import 'server-only';
import { lintCommands } from '@/lib/provisioning/commands-lint';
import type { Facts } from '@/lib/provisioning/plan/facts';
import { type Finding, passed, warning } from '@/lib/provisioning/plan/finding';

/** What is known to have bitten others in the commands that start the app. */
export async function checkCommands({ parameters }: Facts): Promise<Finding> {
  const commands = parameters.defaultCommands;
  const [first, ...others] = lintCommands(commands);
  if (!first) return passed(`Nothing is known against the ${commands.length} commands that start the app.`);
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return warning(
    `Command ${first.index + 1}: ${first.message}${more}`,
    'Look at the commands in the form, which marks each; none of this stops a provision.',
  );
}
