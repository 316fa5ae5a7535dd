'use server';

import type { z } from 'zod';
import type { ActionResult } from '@/app/_components/action-result';
import { act } from '@/app/_server/act';
import type { ResourceGroup } from '@/lib/azure/resource-groups';
import { getProject } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { keepChosenTarget } from '@/lib/provisioning/chosen-target';
import { createGroup } from '@/lib/provisioning/create-group';
import { provisionInputSchema } from '@/lib/provisioning/input';

const targetSchema = provisionInputSchema.pick({ tenantId: true, subscriptionId: true, resourceGroup: true });

/** Keeps where the project is to be provisioned, for whichever browser comes next. */
export async function keepTarget(projectId: string, target: unknown): Promise<ActionResult<void>> {
  return act(async () => {
    const project = getProject(projectId);
    const parsed = targetSchema.safeParse(target);
    if (!parsed.success) throw cannotKeep(parsed.error);
    await keepChosenTarget(project, parsed.data);
  });
}

/** Makes a resource group to provision into. */
export async function createTargetGroup(
  projectId: string,
  request: unknown,
): Promise<ActionResult<ResourceGroup>> {
  return act(() => createGroup(getProject(projectId), request));
}

function cannotKeep(cause: z.ZodError): AppError {
  const info = {
    code: 'target_invalid',
    message: 'This choice cannot be kept.',
    action: 'Choose a subscription and a resource group from the lists.',
  };
  return new AppError('bad_input', info, { cause });
}
