'use server';

import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import type { ScaleInput } from '@/lib/deployment/operate/scale-input';
import { startRun } from '@/lib/worker/start-run';

export async function stop(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'stop', {}));
}

export async function start(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'start', {}));
}

export async function wake(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'wake', {}));
}

export async function scale(projectId: string, input: ScaleInput): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'scale', input));
}

export async function restartBy(projectId: string, way: RestartWay): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'restart', { way }));
}
