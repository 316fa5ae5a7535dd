import 'server-only';
import {
  type InferenceConfig,
  inferenceConfigKeys,
  parseInferenceConfig,
  readConfigFile,
  writeConfigFile,
} from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import {
  type FileVersion,
  keepFileVersion,
  listFileVersions,
  readFileVersion,
} from '@/lib/provisioning/history/file-versions';

const PATH = 'infra/inference.config.json';

export type ConfigVersion = Omit<FileVersion, 'content'> & {
  /** Null when it is not a whole config. */
  config: InferenceConfig | null;
};

/** Writes the config in one step and keeps what it replaces. Throws `inference_config_not_json`, `…_not_written`. */
export async function replaceInferenceConfig(project: Project, config: InferenceConfig): Promise<void> {
  const before = await readConfigFile(project);
  await replaceContent(project, before, { ...before, ...config });
}

/** Empties the six keys, as a new project has them, and keeps what they held. */
export async function forgetInferenceConfig(project: Project): Promise<void> {
  const before = await readConfigFile(project);
  const empty = Object.fromEntries(inferenceConfigKeys.map((key) => [key, '']));
  await replaceContent(project, before, { ...before, ...empty });
}

/** What `infra/inference.config.json` held before, the newest first. */
export async function listInferenceConfigs(project: Project): Promise<ConfigVersion[]> {
  const versions = await listFileVersions(project, PATH);
  return versions.map(({ content, ...version }) => ({
    ...version,
    config: parseInferenceConfig(JSON.parse(content)),
  }));
}

/** Puts an earlier content of the file back, and keeps the present one. Throws `file_version_not_found`. */
export async function restoreInferenceConfig(project: Project, versionId: string): Promise<void> {
  const content = await readFileVersion(project, PATH, versionId);
  await replaceContent(project, await readConfigFile(project), JSON.parse(content));
}

async function replaceContent(project: Project, before: object, after: object): Promise<void> {
  const content = JSON.stringify(before);
  if (content === JSON.stringify(after)) return;
  if (content !== '{}') await keepFileVersion(project, PATH, content);
  await writeConfigFile(project, after);
}
