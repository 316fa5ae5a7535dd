import { readParameters } from '@/lib/config/parameters';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { expectedVersion } from '../../../if-match';
import { problem } from '../../../problem';

const PRECONDITION_FAILED = 412;

/**
 * Writes the parameters file under the request's `If-Match`, and answers the values as they are now with the new version as the
 * ETag. A file of another version is answered with 412, and an `If-Match` that names no version at all as well.
 */
export async function answerWrite(
  request: Request,
  project: Project,
  write: (options: { expectedVersion?: string | undefined }) => Promise<string>,
): Promise<Response> {
  try {
    await write({ expectedVersion: expectedVersion(request) });
  } catch (error) {
    if (error instanceof AppError && error.info.code === 'parameters_changed') {
      return problem(error, PRECONDITION_FAILED);
    }
    throw error;
  }
  const { values, version } = await readParameters(project);
  return Response.json(values, { headers: { etag: `"${version}"` } });
}
