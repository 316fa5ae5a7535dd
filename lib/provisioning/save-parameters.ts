import 'server-only';
import {
  PARAMETERS_PATH,
  type WrittenParameters,
  writeParameters,
  writeParametersText,
} from '@/lib/config/parameters';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import { keepFileVersion } from '@/lib/provisioning/file-versions';

type SaveOptions = { expectedVersion?: string | undefined };

/** Writes the values into the project's file and keeps what it held before. Returns the new version; throws as `writeParameters`. */
export async function saveParameters(
  project: Project,
  values: ProvisionParameters,
  options?: SaveOptions,
): Promise<string> {
  return keep(project, await writeParameters(project, values, options));
}

/** Writes the whole text of the project's file and keeps what it held before. Returns the new version; throws as `writeParameters`. */
export async function saveParametersText(
  project: Project,
  text: string,
  options?: SaveOptions,
): Promise<string> {
  return keep(project, await writeParametersText(project, text, options));
}

async function keep(project: Project, { version, replaced }: WrittenParameters): Promise<string> {
  if (replaced !== null) await keepFileVersion(project.id, PARAMETERS_PATH, replaced);
  return version;
}
