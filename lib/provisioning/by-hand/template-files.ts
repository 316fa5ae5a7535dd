import 'server-only';
import { readProjectText } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

const FOLDER = 'infra/provision';

/** The project's template as it lies there, compiled or as its source. Throws `template_missing` and `template_unreadable`. */
export async function readTemplateFile(
  project: Project,
  name: 'inference.json' | 'inference.bicep',
): Promise<string> {
  const path = `${FOLDER}/${name}`;
  const text = await readProjectText(project, path, 'template');
  if (text !== undefined) return text;
  throw new AppError('not_found', {
    code: 'template_missing',
    message: `The project has no ${path}.`,
    action: 'Put the file back (AI Toolkit generates it with the project), then try again.',
    target: path,
  });
}
