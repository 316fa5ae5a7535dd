import 'server-only';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readParameters } from '@/lib/config/parameters';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

const startsPython = /(?:^|\s)python3?\s+(?:\.\/)?(?<script>[\w./-]+\.py)(?:\s|$)/;

/** The script of `inference/` that the start commands run, if they run one by name: `app.py` of `exec python3 app.py`. */
export function scriptOf(commands: readonly string[]): string | undefined {
  return commands.findLast((command) => startsPython.test(command))?.match(startsPython)?.groups?.script;
}

/** Makes sure that what the container starts is in the project; AppError `entry_missing` else. */
export async function checkEntryFile(project: Project): Promise<void> {
  const { path: parametersPath, values } = await readParameters(project);
  const script = scriptOf(values.defaultCommands);
  if (!script || script.startsWith('/')) return;
  const path = `${INFERENCE_FOLDER}/${script}`;
  try {
    await access(join(project.root, path));
  } catch (cause) {
    const info = {
      code: 'entry_missing',
      message: `The start commands run ${script}, but the project has no ${path}.`,
      action: `Add the file, or correct defaultCommands in ${parametersPath} and provision again.`,
      target: path,
    };
    throw new AppError('not_found', info, { cause });
  }
}
