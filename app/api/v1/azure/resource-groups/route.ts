import { z } from 'zod';
import { listResourceGroups } from '@/lib/azure/resource-groups';
import { getProject } from '@/lib/config/projects';
import { createGroup } from '@/lib/provisioning/create-group';
import { handle, handleMutation, readBody, readQuery } from '../../handle';

const querySchema = z.object({ subscriptionId: z.guid() });
const bodySchema = z.looseObject({ project: z.string() });

export function GET(request: Request): Promise<Response> {
  return handle(async () =>
    Response.json(await listResourceGroups(readQuery(request, querySchema).subscriptionId, request.signal)),
  );
}

/**
 * Makes a resource group: `project` (which it is written down for, so that a teardown may take it), `subscriptionId`,
 * `resourceGroup`, `location`, and `tenantId` if it is not the home one.
 */
export function POST(request: Request): Promise<Response> {
  return handleMutation(request, async () => {
    const { project, ...group } = await readBody(request, bodySchema);
    return Response.json(await createGroup(getProject(project), group, request.signal), { status: 201 });
  });
}
