import 'server-only';
import { z } from 'zod';
import { readProjectJson } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

const PATH = 'infra/finetuning.config.json';

const text = z.string().trim().min(1);
/** Left empty, it says nothing. */
const optional = z.string().trim().optional();

/** What the fine-tuning step left: where the base model and the adapter lie. Other keys of the file stay in it. */
const configSchema = z.looseObject({
  TENANT_ID: text.optional(),
  SUBSCRIPTION_ID: text,
  RESOURCE_GROUP_NAME: text,
  STORAGE_ACCOUNT_NAME: text,
  FILE_SHARE_NAME: text,
  ACA_ENVIRONMENT_NAME: optional,
  ACA_ENVIRONMENT_STORAGE_NAME: optional,
  ACA_LOG_ANALYTICS_NAME: optional,
});

export type FinetuningConfig = z.infer<typeof configSchema>;

/** Null when the project has no such file. Throws `finetuning_config_not_json` and `finetuning_config_invalid`. */
export async function readFinetuningConfig(project: Project): Promise<FinetuningConfig | null> {
  const content = await readProjectJson(project, PATH, 'finetuning_config');
  if (content === undefined) return null;
  const parsed = configSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the file').join(', ');
  throw new AppError('bad_input', {
    code: 'finetuning_config_invalid',
    message: `${PATH}: ${fields} must be filled in, as text.`,
    action: 'Correct the file, or remove it and pick the resource group by hand.',
    target: PATH,
  });
}
