'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import { getProject } from '@/lib/config/projects';
import {
  type ChangeEffect,
  changeSettings,
  type SettingsChange,
} from '@/lib/provisioning/app-settings/change';
import { startRun } from '@/lib/worker/start-run';

export async function change(projectId: string, asked: SettingsChange): Promise<ActionResult<ChangeEffect>> {
  return act(async () => {
    const done = await changeSettings(getProject(projectId), asked);
    revalidatePath(`/projects/${projectId}/settings/environment`);
    return done;
  });
}

export async function restart(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'restart', {}));
}
