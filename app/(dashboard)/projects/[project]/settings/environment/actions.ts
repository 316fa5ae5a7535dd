'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/app/_components/action-result';
import type { StartedRun } from '@/app/_components/run-path';
import { act } from '@/app/_server/act';
import { getProject } from '@/lib/config/projects';
import { type ChangeEffect, changeSettings } from '@/lib/provisioning/app-settings/change';
import type { SettingsChange } from '@/lib/provisioning/app-settings/change-schema';
import { startRun } from '@/lib/worker/start-run';

export async function change(projectId: string, asked: SettingsChange): Promise<ActionResult<ChangeEffect>> {
  return act(async () => {
    try {
      return await changeSettings(getProject(projectId), asked);
    } finally {
      // After a refusal too: it may be that somebody else has changed what the page shows.
      revalidatePath(`/projects/${projectId}/settings/environment`);
    }
  });
}

export async function restart(projectId: string): Promise<ActionResult<StartedRun>> {
  return act(() => startRun(projectId, 'restart', {}));
}
