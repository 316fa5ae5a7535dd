import { readInferenceConfig } from '@/lib/config/inference-config';
import { getProject } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { configDraftSchema } from '@/lib/provisioning/manual/config-draft';
import { readConfigDraft, saveConfig } from '@/lib/provisioning/manual/save-config';
import { handle, handleMutation, readBody } from '../../../handle';
import { expectedVersion } from '../../../if-match';
import { problem } from '../../../problem';

const PRECONDITION_FAILED = 412;

type Context = RouteContext<'/api/v1/projects/[project]/config'>;

/** The content of `infra/inference.config.json`, or `null` while nothing is named in it; the ETag is the version of the file. */
export function GET(_: Request, { params }: Context): Promise<Response> {
  return handle(async () => {
    const project = getProject((await params).project);
    const { version } = await readConfigDraft(project);
    return Response.json(await readInferenceConfig(project), { headers: { etag: `"${version}"` } });
  });
}

/** Writes the six names of resources made elsewhere; with `If-Match` only over the version that it names. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, async () => {
    const config = await readBody(request, configDraftSchema);
    try {
      const project = getProject((await params).project);
      const { version } = await saveConfig(project, config, expectedVersion(request));
      return Response.json(config, { headers: { etag: `"${version}"` } });
    } catch (error) {
      if (error instanceof AppError && error.info.code === 'config_changed') {
        return problem(error, PRECONDITION_FAILED);
      }
      throw error;
    }
  });
}
