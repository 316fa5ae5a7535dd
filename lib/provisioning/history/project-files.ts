import 'server-only';
import { type Precondition, removeProjectFile, writeProjectFile } from '@/lib/config/files/change-file';
import { findJsonFault } from '@/lib/config/json-text';
import { PARAMETERS_PATH, requireParametersText } from '@/lib/config/parameters';
import type { Project } from '@/lib/config/projects';
import {
  type FileVersion,
  keepFileVersion,
  listFileVersions,
} from '@/lib/provisioning/history/file-versions';

/**
 * Writes a file of the project and keeps what it held before; the parameters file must stay one. Answers its new version.
 * Throws as `writeProjectFile`, `parameters_not_json` and `parameters_invalid`.
 */
export function saveFile(
  project: Project,
  path: string,
  text: string,
  precondition: Precondition,
): Promise<{ version: string }> {
  if (path === PARAMETERS_PATH) requireParametersText(text);
  return writeProjectFile(project, path, text, { precondition, keep: keeping(project, path) });
}

/** Removes a file of the project and keeps what it held. Answers that text, null if it was none; throws as `removeProjectFile`. */
export function removeFile(
  project: Project,
  path: string,
  precondition: Precondition,
): Promise<{ text: string | null }> {
  return removeProjectFile(project, path, { precondition, keep: keeping(project, path) });
}

/** What a file of the project held before, the newest first; also of one that is gone. */
export function listEarlierTexts(project: Project, path: string): Promise<FileVersion[]> {
  return listFileVersions(project, path);
}

function keeping(project: Project, path: string) {
  return async (text: string) => {
    // The readers of a JSON file's versions take each for JSON; a half-written one is of use to nobody.
    if (path.endsWith('.json') && findJsonFault(text.replace(/^\uFEFF/, '')) !== undefined) return;
    await keepFileVersion(project, path, text);
  };
}
