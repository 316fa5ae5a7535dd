'use server';

import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import { startRun } from '@/lib/worker/start-run';

export async function checkAdapter(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'proof', {}));
}
