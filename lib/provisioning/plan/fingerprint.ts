import 'server-only';
import { createHash } from 'node:crypto';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { readTemplate } from '@/lib/provisioning/template';

/** SHA-256 in hex of all that a plan is made of. The order of keys means nothing. Throws as `readTemplate` does. */
export async function fingerprint(
  project: Project,
  { subscriptionId, resourceGroup }: ProvisionTarget,
  parameters: ProvisionParameters,
): Promise<string> {
  const template = await readTemplate(project);
  const target = [subscriptionId.toLowerCase(), resourceGroup.toLowerCase()];
  return createHash('sha256').update(JSON.stringify({ target, parameters, template }, inOrder)).digest('hex');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
