'use server';

import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import { writeParameters } from '@/lib/config/parameters';
import { getProject } from '@/lib/config/projects';
import { startRun } from '@/lib/worker/start-run';
import type { Target } from './_components/target';
import { keepParameters } from './keep-parameters';
import { requireParameters } from './require-parameters';

export async function saveParameters(projectId: string, values: unknown): Promise<ActionResult<void>> {
  return act(() => writeParameters(getProject(projectId), requireParameters(values)));
}

export async function provision(
  projectId: string,
  target: Target,
  values: unknown,
  plan: { planId: string; despiteFailures: boolean },
): Promise<ActionResult<StartedRun>> {
  return act(async () => {
    const parameters = requireParameters(values);
    const started = await startRun(projectId, 'provision', { ...target, ...plan, parameters });
    await keepParameters(getProject(projectId), started, parameters);
    return started;
  });
}
