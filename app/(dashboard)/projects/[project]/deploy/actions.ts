'use server';

import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import type { DeployInput } from '@/lib/deployment/deploy-input';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { startRun } from '@/lib/worker/start-run';

export async function deploy(projectId: string, input: DeployInput): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'deploy', input));
}

export async function restart(
  projectId: string,
  input: { way?: RestartWay },
): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'restart', input));
}
