import 'server-only';
import { z } from 'zod';
import { readProjectJson, writeProjectJson } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

const PATH = 'infra/inference.config.json';
const NAME = 'inference_config';

const text = z.string().trim().min(1);

/** The six names that every project's file holds. */
export const inferenceConfigSchema = z.object({
  SUBSCRIPTION_ID: text,
  RESOURCE_GROUP_NAME: text,
  STORAGE_ACCOUNT_NAME: text,
  FILE_SHARE_NAME: text,
  ACA_APP_NAME: text,
  /** The app's host name alone, as AI Toolkit writes it. */
  ACA_APP_ENDPOINT: text,
});

/** Where the model runs, as the last provision left it. */
export type InferenceConfig = z.infer<typeof inferenceConfigSchema>;

/** In the order in which a new file has them. */
export const inferenceConfigKeys: readonly (keyof InferenceConfig)[] = inferenceConfigSchema.keyof().options;

/**
 * Null when nothing has been provisioned: no file, or one whose values are all empty, as a new project has it.
 * Throws `inference_config_not_json` and `inference_config_invalid`.
 */
export async function readInferenceConfig(project: Project): Promise<InferenceConfig | null> {
  const content = await readConfigFile(project);
  if (inferenceConfigKeys.every((key) => !content[key])) return null;
  const parsed = inferenceConfigSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw invalid(`${PATH}: ${fields} must be filled in, as text.`);
}

/** The config that a file's content holds; null when a value is missing or is no text. */
export function parseInferenceConfig(content: unknown): InferenceConfig | null {
  return inferenceConfigSchema.safeParse(content).data ?? null;
}

/** The file as it is, other keys included; empty when there is none. Throws `inference_config_not_json`, `…_invalid`. */
export async function readConfigFile(project: Project): Promise<Record<string, unknown>> {
  const content = (await readProjectJson(project, PATH, NAME)) ?? {};
  const parsed = z.record(z.string(), z.unknown()).safeParse(content);
  if (parsed.success) return parsed.data;
  throw invalid(`${PATH} must hold one JSON object.`);
}

/** Replaces the whole file in one step. Throws `inference_config_not_written`. */
export async function writeConfigFile(project: Project, content: object): Promise<void> {
  await writeProjectJson(project, PATH, NAME, content);
}

/** Writes the six keys in one step; other keys of the file stay. Throws `inference_config_not_json`, `…_not_written`. */
export async function writeInferenceConfig(project: Project, config: InferenceConfig): Promise<void> {
  await writeConfigFile(project, {
    ...(await readConfigFile(project)),
    ...inferenceConfigSchema.parse(config),
  });
}

function invalid(message: string): AppError {
  return new AppError('bad_input', {
    code: 'inference_config_invalid',
    message,
    action: 'Correct the file, or remove it and provision again.',
    target: PATH,
  });
}
