import { getProject } from '@/lib/config/projects';
import { restoreParameters } from '@/lib/provisioning/history/parameters-history';
import { handleMutation } from '../../../../../../handle';
import { answerWrite } from '../../../write';

/** Puts an earlier text of the parameters file back; with `If-Match` only over the version that it names. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/parameters/versions/[version]/restore'>,
): Promise<Response> {
  return handleMutation(request, async () => {
    const { project: id, version } = await params;
    const project = getProject(id);
    return answerWrite(request, project, (options) => restoreParameters(project, version, options));
  });
}
