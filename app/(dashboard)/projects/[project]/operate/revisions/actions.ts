'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import { getProject, type Project } from '@/lib/config/projects';
import { changeActive, changeMode, changeTraffic, type Split } from '@/lib/deployment/revisions/change';
import type { RollbackInput } from '@/lib/deployment/revisions/rollback-input';
import { startRun } from '@/lib/worker/start-run';

export async function rollBack(projectId: string, input: RollbackInput): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'rollback', input));
}

export async function shareOut(projectId: string, split: Split): Promise<ActionResult<void>> {
  return change(projectId, (project) => changeTraffic(project, split));
}

export async function switchMode(
  projectId: string,
  mode: 'single' | 'multiple',
): Promise<ActionResult<void>> {
  return change(projectId, (project) => changeMode(project, mode));
}

export async function switchActive(
  projectId: string,
  revision: string,
  active: boolean,
): Promise<ActionResult<void>> {
  return change(projectId, (project) => changeActive(project, { revision, active }));
}

function change(projectId: string, work: (project: Project) => Promise<void>): Promise<ActionResult<void>> {
  return act(async () => {
    await work(getProject(projectId));
    revalidatePath(`/projects/${projectId}`, 'layout');
  });
}
