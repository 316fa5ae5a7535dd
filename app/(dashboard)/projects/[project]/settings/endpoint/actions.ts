'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/app/_components/action-result';
import { act } from '@/app/_server/act';
import { getProject } from '@/lib/config/projects';
import { checkConfig } from '@/lib/provisioning/manual/check-config';
import type { ConfigCheck, ConfigDraft } from '@/lib/provisioning/manual/config-draft';
import { restoreConfig, saveConfig } from '@/lib/provisioning/manual/save-config';
import { requireConfig } from './require-config';

export async function checkEndpoint(
  projectId: string,
  draft: ConfigDraft,
): Promise<ActionResult<ConfigCheck[]>> {
  return act(async () => {
    getProject(projectId);
    return checkConfig(requireConfig(draft));
  });
}

export async function saveEndpoint(
  projectId: string,
  draft: ConfigDraft,
  version: string,
): Promise<ActionResult<void>> {
  return act(async () => {
    await saveConfig(getProject(projectId), requireConfig(draft), version);
    revalidatePath(`/projects/${projectId}`, 'layout');
  });
}

export async function restoreEndpoint(
  projectId: string,
  versionId: string,
  version: string,
): Promise<ActionResult<void>> {
  return act(async () => {
    await restoreConfig(getProject(projectId), versionId, version);
    revalidatePath(`/projects/${projectId}`, 'layout');
  });
}
