import { z } from 'zod';
import { invalidTemplate } from './template-error.ts';

const record = z.record(z.string(), z.unknown());
const texts = z.array(z.string());

const parameterSchema = z.looseObject({
  type: z.string(),
  defaultValue: z.unknown().optional(),
  allowedValues: z.array(z.unknown()).optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  minValue: z.int().optional(),
  maxValue: z.int().optional(),
  nullable: z.boolean().optional(),
});

const resourceSchema = z.looseObject({
  type: z.string(),
  apiVersion: z.string().optional(),
  name: z.string(),
  condition: z.union([z.boolean(), z.string()]).optional(),
  existing: z.boolean().optional(),
  copy: z
    .looseObject({
      name: z.string(),
      count: z.union([z.int(), z.string()]),
      mode: z.string().optional(),
      batchSize: z.int().positive().optional(),
    })
    .optional(),
  dependsOn: texts.optional(),
  resources: z.array(record).optional(),
});

const outputSchema = z.looseObject({
  type: z.string(),
  value: z.unknown().optional(),
  condition: z.union([z.boolean(), z.string()]).optional(),
  copy: z.looseObject({ count: z.union([z.int(), z.string()]), input: z.unknown() }).optional(),
});

const templateSchema = z.looseObject({
  contentVersion: z.string(),
  parameters: z.record(z.string(), parameterSchema).optional(),
  variables: record.optional(),
  resources: z.union([z.array(record), z.record(z.string(), record)]),
  outputs: z.record(z.string(), outputSchema).optional(),
});

export type RawParameter = z.infer<typeof parameterSchema>;
export type RawResource = z.infer<typeof resourceSchema>;
export type RawOutput = z.infer<typeof outputSchema>;
export type RawTemplate = z.infer<typeof templateSchema>;

/** Sections of the language that this engine does not have; each is refused by its name. */
const UNSUPPORTED_SECTIONS = ['functions', 'definitions', 'extensions', 'imports'] as const;

const READ = ' Please see https://aka.ms/arm-syntax for usage details.';

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.length ? ` property '${issue.path.join('.')}'` : '';
  throw invalidTemplate(`The ${what}${path} is not valid: ${issue?.message}.${READ}`);
}

/** The sections of a template document. Throws TemplateError `InvalidTemplate`. */
export function parseTemplate(document: unknown): RawTemplate {
  const template = parse(templateSchema, document, 'template');
  for (const section of UNSUPPORTED_SECTIONS) {
    const content = template[section];
    if (content !== undefined && JSON.stringify(content) !== '{}' && JSON.stringify(content) !== '[]')
      throw invalidTemplate(`The template section '${section}' is not supported.${READ}`);
  }
  return template;
}

export function parseResource(value: unknown): RawResource {
  const resource = parse(resourceSchema, value, 'template resource');
  if (resource.scope === undefined) return resource;
  throw invalidTemplate(
    `The template resource '${resource.name}' has the property 'scope', which is not supported.${READ}`,
  );
}
