import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import {
  type InferenceConfig,
  inferenceConfigKeys,
  parseInferenceConfig,
  readConfigFile,
  writeConfigFile,
} from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { isId, newId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { fileVersions } from '@/lib/db/schema';

const PATH = 'infra/inference.config.json';
/** More than anyone looks through; older ones stay stored. */
const MAX_LISTED = 50;

export type ConfigVersion = {
  id: string;
  /** ISO 8601: when something else was written in its place. */
  replacedAt: string;
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

/** What `infra/inference.config.json` held before, the newest first, at most 50. */
export async function listInferenceConfigs(project: Project): Promise<ConfigVersion[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(fileVersions)
    .where(isVersionOf(project))
    .orderBy(desc(fileVersions.replacedAt))
    .limit(MAX_LISTED);
  return rows.map(({ id, replacedAt, content }) => ({
    id,
    replacedAt: replacedAt.toISOString(),
    config: parseInferenceConfig(JSON.parse(content)),
  }));
}

/** Puts an earlier content of the file back, and keeps the present one. Throws `config_version_not_found`. */
export async function restoreInferenceConfig(project: Project, versionId: string): Promise<void> {
  const { orm } = await getDatabase();
  const [row] = isId(versionId)
    ? await orm
        .select()
        .from(fileVersions)
        .where(and(isVersionOf(project), eq(fileVersions.id, versionId)))
    : [];
  if (!row) {
    throw new AppError('not_found', {
      code: 'config_version_not_found',
      message: 'There is no earlier version of the file with that id.',
      action: 'Choose one from the list.',
    });
  }
  await replaceContent(project, await readConfigFile(project), JSON.parse(row.content));
}

async function replaceContent(project: Project, before: object, after: object): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  // Kept first: a crash between the two leaves one version too many, never one too few.
  await keep(project, JSON.stringify(before));
  await writeConfigFile(project, after);
}

async function keep(project: Project, content: string): Promise<void> {
  if (content === '{}') return;
  const { orm } = await getDatabase();
  const [newest] = await orm
    .select()
    .from(fileVersions)
    .where(isVersionOf(project))
    .orderBy(desc(fileVersions.replacedAt))
    .limit(1);
  if (newest?.content === content) return;
  const version = { id: newId(), project: project.id, path: PATH, content, replacedAt: new Date() };
  await orm.insert(fileVersions).values(version);
}

function isVersionOf(project: Project) {
  return and(eq(fileVersions.project, project.id), eq(fileVersions.path, PATH));
}
