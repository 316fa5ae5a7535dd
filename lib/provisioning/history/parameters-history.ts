import 'server-only';
import {
  PARAMETERS_PATH,
  type WriteOptions,
  writeParameters,
  writeParametersText,
} from '@/lib/config/parameters';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import {
  type FileVersion,
  keepFileVersion,
  listFileVersions,
  readFileVersion,
} from '@/lib/provisioning/history/file-versions';

type SaveOptions = Pick<WriteOptions, 'expectedVersion'>;

/** Writes the values into the project's file and keeps what it held before. Returns the new version; throws as `writeParameters`. */
export async function saveParameters(
  project: Project,
  values: ProvisionParameters,
  options?: SaveOptions,
): Promise<string> {
  return (await writeParameters(project, values, keeping(project, options))).version;
}

/** Writes the whole text of the project's file and keeps what it held before. Returns the new version; throws as `writeParameters`. */
export async function saveParametersText(
  project: Project,
  text: string,
  options?: SaveOptions,
): Promise<string> {
  return (await writeParametersText(project, text, keeping(project, options))).version;
}

/** What the project's parameters file held before, the newest first. */
export function listParametersVersions(project: Project): Promise<FileVersion[]> {
  return listFileVersions(project, PARAMETERS_PATH);
}

/**
 * Puts an earlier text of the file back, and keeps the present one. Returns the new version; throws `file_version_not_found`,
 * and as `writeParameters`.
 */
export async function restoreParameters(
  project: Project,
  versionId: string,
  options?: SaveOptions,
): Promise<string> {
  const text = await readFileVersion(project, PARAMETERS_PATH, versionId);
  return saveParametersText(project, text, options);
}

function keeping(project: Project, options: SaveOptions | undefined): WriteOptions {
  return { ...options, keep: (replaced) => keepFileVersion(project, PARAMETERS_PATH, replaced) };
}
