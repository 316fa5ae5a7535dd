import 'server-only';
import { z } from 'zod';
import { rememberTenant } from '@/lib/azure/known-tenants';
import { createResourceGroup, type ResourceGroup } from '@/lib/azure/resource-groups';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { getDatabase } from '@/lib/db/client';
import { createdResources } from '@/lib/db/schema';
import { provisionInputSchema } from '@/lib/provisioning/input';
import { ownTags } from '@/lib/provisioning/own-tags';

const RESOURCE_TYPE = 'Microsoft.Resources/resourceGroups';

const groupRequestSchema = provisionInputSchema
  .pick({ tenantId: true, subscriptionId: true, resourceGroup: true })
  .extend({ location: z.string().regex(/^[a-z][a-z0-9]{1,49}$/, 'must be an Azure region such as eastus') });

/**
 * Makes a resource group, tagged and written down as made by Slipway, so that a teardown may take it. Throws `bad_input` for
 * a name or region that cannot be, and `resource_group_exists` for one that is there: Azure would take that for a change.
 */
export async function createGroup(
  project: Project,
  input: unknown,
  signal?: AbortSignal,
): Promise<ResourceGroup> {
  const parsed = groupRequestSchema.safeParse(input);
  if (!parsed.success) throw wrongRequest(parsed.error.issues[0]);
  const { tenantId, subscriptionId, resourceGroup, location } = parsed.data;
  if (tenantId) rememberTenant(subscriptionId, tenantId);
  const group = { name: resourceGroup, location, tags: ownTags(project) };
  const { id, ...created } = await createResourceGroup(subscriptionId, group, signal);
  const { orm } = await getDatabase();
  await orm
    .insert(createdResources)
    .values({
      project: project.id,
      id: id.toLowerCase(),
      resourceType: RESOURCE_TYPE,
      name: created.name,
      createdAt: new Date(),
    })
    .onConflictDoNothing();
  return created;
}

function wrongRequest(issue: z.core.$ZodIssue | undefined): AppError {
  const target = issue?.path.join('.');
  return new AppError('bad_input', {
    code: 'resource_group_invalid',
    message:
      target === 'resourceGroup'
        ? 'A resource group is named with 1 to 90 letters, digits, hyphens, underscores, parentheses and full stops, and does not end with a full stop.'
        : `${target || 'The request'} ${issue?.message ?? 'cannot be used'}.`,
    action: 'Correct it, then create the group again.',
    ...(target && { target }),
  });
}
