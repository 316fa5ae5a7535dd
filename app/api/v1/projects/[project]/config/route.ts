import { readInferenceConfig } from '@/lib/config/inference-config';
import { getProject } from '@/lib/config/projects';
import { handle } from '../../../handle';

/** The content of `infra/inference.config.json`, or `null` before the first provision. */
export function GET(
  _: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/config'>,
): Promise<Response> {
  return handle(async () => Response.json(await readInferenceConfig(getProject((await params).project))));
}
