import 'server-only';
import type { StartedRun } from '@/app/_components/run-path';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { saveParametersText } from '@/lib/provisioning/history/parameters-history';
import { getRun } from '@/lib/runs/store';

/**
 * Writes down the parameters file that a provision has begun with. A request that only joined another provision leaves the file as
 * that one wrote it. Throws `other_run_active` when what it joined is no provision, and the errors of `writeParametersText`.
 */
export async function keepParameters(
  project: Project,
  { runId, joined }: StartedRun,
  text: string,
): Promise<void> {
  if (!joined) {
    await saveParametersText(project, text);
    return;
  }
  const { kind } = await getRun(runId);
  if (kind === 'provision') return;
  throw new AppError('conflict', {
    code: 'other_run_active',
    message: `Nothing was provisioned or saved: a ${kind} of this project is under way.`,
    action: 'Wait for it to end, then provision again.',
  });
}
