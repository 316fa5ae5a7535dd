import 'server-only';
import { z } from 'zod';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import { readProjectJson } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

const TEMPLATE_PATH = 'infra/provision/inference.json';

const templateSchema = z.looseObject({
  $schema: z.string(),
  parameters: z.record(z.string(), z.looseObject({ defaultValue: z.unknown().optional() })).default({}),
  resources: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
});

/** An ARM template; what it declares is known, the rest is ARM's business. */
export type Template = z.infer<typeof templateSchema>;

/** The project's compiled ARM template. AppErrors `template_missing`, `template_not_json` and `template_invalid`. */
export async function readTemplate(project: Project): Promise<Template> {
  const content = await readProjectJson(project, TEMPLATE_PATH, 'template');
  const template = templateSchema.safeParse(content);
  if (template.success) return template.data;
  const missing = content === undefined;
  throw new AppError(missing ? 'not_found' : 'bad_input', {
    code: missing ? 'template_missing' : 'template_invalid',
    message: missing ? `The project has no ${TEMPLATE_PATH}.` : `${TEMPLATE_PATH} is not an ARM template.`,
    action: 'Compile infra/provision/inference.bicep with `az bicep build`, then provision again.',
    target: TEMPLATE_PATH,
  });
}

/** What ARM is given: it refuses null, where the files mean "the template's default". */
export function withoutNulls(parameters: ProvisionParameters): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}
