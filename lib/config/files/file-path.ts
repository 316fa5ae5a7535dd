import 'server-only';
import { DRAFT_PREFIX } from '@/lib/config/project-file';
import { INFERENCE_FOLDER, INFRA_FOLDER } from '@/lib/config/project-folders';
import { AppError } from '@/lib/core/errors';

/** What of a project is shown and edited; the names of folders at its root. */
export const EDITED_FOLDERS: readonly string[] = [INFERENCE_FOLDER, INFRA_FOLDER];

const MAX_PATH_CHARACTERS = 1_024;
/** What file systems allow a name. */
const MAX_NAME_BYTES = 255;
/** A file share refuses these in names. */
const REFUSED_CHARACTERS = /["\\:|<>*?]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL_CHARACTERS = /[\u0000-\u001F\u007F]/;

/** Folders of tools, which hold nothing to edit and much that would break. In lower case. */
const TOOL_FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  '.venv',
  'venv',
  'node_modules',
  '__pycache__',
  '.pytest_cache',
  '.ruff_cache',
  '.mypy_cache',
  '.ipynb_checkpoints',
]);
const TOOL_FILES = /^\.DS_Store$|\.pyc$/i;

/** Whether a name is of a tool's own making, which the editor neither shows nor opens. */
export function isToolName(name: string): boolean {
  return TOOL_FOLDERS.has(name.toLowerCase()) || TOOL_FILES.test(name) || name.startsWith(DRAFT_PREFIX);
}

/**
 * The names that a path of the project consists of. It is relative to the project's root, with `/` between the names, and leads to
 * something below `inference/` or `infra/`. Throws `file_path_refused` for any other text.
 */
export function namesOfPath(path: string): string[] {
  const names = path.split('/');
  const why = faultOf(path, names);
  if (why === undefined) return names;
  throw refused(`The path ${why}.`);
}

/** As `namesOfPath`, for a file that is to be made: its name must also be one that a file share takes. */
export function namesOfNewPath(path: string): string[] {
  const names = namesOfPath(path);
  const wrong = names.find((name) => REFUSED_CHARACTERS.test(name) || /^\s|[\s.]$/.test(name));
  if (wrong === undefined) return names;
  throw refused(
    `${wrong} cannot be the name of a file on a share: none of " \\ : | < > * ? may be in it, no space before or after it, and no dot at its end.`,
  );
}

function faultOf(path: string, names: readonly string[]): string | undefined {
  if (path.length > MAX_PATH_CHARACTERS) return `has more than ${MAX_PATH_CHARACTERS} characters`;
  if (CONTROL_CHARACTERS.test(path) || !path.isWellFormed()) {
    return 'contains characters that a name should not have';
  }
  if (path.includes('\\')) return 'contains a backslash; folders are divided by /';
  if (names.some((name) => name === '' || name === '.' || name === '..')) {
    return 'is not a plain path below the project';
  }
  if (names.some((name) => Buffer.byteLength(name) > MAX_NAME_BYTES)) {
    return `contains a name of more than ${MAX_NAME_BYTES} bytes`;
  }
  if (!EDITED_FOLDERS.includes(names[0] ?? '') || names.length < 2) {
    return `leads to nothing below ${EDITED_FOLDERS.map((each) => `${each}/`).join(' or ')}`;
  }
  return names.some(isToolName) ? 'leads into what a tool keeps for itself' : undefined;
}

function refused(message: string): AppError {
  return new AppError('bad_input', {
    code: 'file_path_refused',
    message,
    action: 'Name a file below inference/ or infra/, such as inference/app.py.',
    target: 'path',
  });
}
