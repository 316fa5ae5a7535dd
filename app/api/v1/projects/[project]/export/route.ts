import { getProject } from '@/lib/config/projects';
import { exportDeployment } from '@/lib/provisioning/by-hand/export-deployment';
import { planRequestSchema } from '@/lib/provisioning/input';
import { handle, readBody } from '../../../handle';

/** The parameters file and the command that do with the Azure CLI what a provision would; changes nothing. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/export'>,
): Promise<Response> {
  return handle(async () => {
    const { parameters, ...target } = await readBody(request, planRequestSchema);
    const project = getProject((await params).project);
    const exported = await exportDeployment(project, target, parameters, request.signal);
    return Response.json(exported, { headers: { 'cache-control': 'no-store' } });
  });
}
