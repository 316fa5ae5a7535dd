'use server';

import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import { startRun } from '@/lib/worker/start-run';

export async function deploy(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'deploy', {}));
}

export async function restart(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'restart', {}));
}
