import 'server-only';
import { createHash } from 'node:crypto';
import { knownTenant } from '@/lib/azure/known-tenants';
import { type InferenceConfig, readConfigFile } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { keepChosenTarget } from '@/lib/provisioning/chosen-target';
import { replaceInferenceConfig, restoreInferenceConfig } from '@/lib/provisioning/history/config-history';
import { type ConfigDraft, draftOf } from '@/lib/provisioning/manual/config-draft';

/** The file as a form begins with it; `version` is that of its whole content. Throws what reading the file throws. */
export async function readConfigDraft(project: Project): Promise<{ draft: ConfigDraft; version: string }> {
  const content = await readConfigFile(project);
  return { draft: draftOf(content), version: versionOf(content) };
}

/**
 * Writes the six keys, other keys of the file kept, and keeps what was there before as a version; a provision will begin
 * with that place and its tenant. Throws `config_changed` when the file is not of the version that the writer has seen,
 * where one is given, and what `replaceInferenceConfig` throws.
 */
export async function saveConfig(
  project: Project,
  config: InferenceConfig,
  version?: string,
): Promise<{ version: string }> {
  if (version !== undefined) await requireVersion(project, version);
  await replaceInferenceConfig(project, config);
  const { SUBSCRIPTION_ID: subscriptionId, RESOURCE_GROUP_NAME: resourceGroup } = config;
  const tenantId = knownTenant(subscriptionId);
  await keepChosenTarget(project, { ...(tenantId && { tenantId }), subscriptionId, resourceGroup });
  return { version: (await readConfigDraft(project)).version };
}

/** Puts an earlier content back, under the same condition as `saveConfig`. */
export async function restoreConfig(project: Project, versionId: string, version: string): Promise<void> {
  await requireVersion(project, version);
  await restoreInferenceConfig(project, versionId);
}

async function requireVersion(project: Project, version: string): Promise<void> {
  if ((await readConfigDraft(project)).version === version) return;
  throw new AppError('conflict', {
    code: 'config_changed',
    message: 'infra/inference.config.json has been changed since this page read it; nothing was written.',
    action: 'Load the page again to see what is in the file now, then save again.',
    target: 'infra/inference.config.json',
  });
}

function versionOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
