import { z } from 'zod';
import { at, type Places, pathText, type TemplatePath } from './place.ts';
import { invalidContent, invalidTemplate, type TemplateError } from './template-error.ts';
import { type RawType, rawType } from './type-schema.ts';
import { canonicalKeys } from './values.ts';

const record = z.record(z.string(), z.unknown());
const texts = z.array(z.string());
const expressionOr = <T extends z.ZodType>(schema: T) => z.union([schema, z.string()]);

const parameterSchema = rawType.and(z.looseObject({ defaultValue: z.unknown().optional() }));

const resourceSchema = z.looseObject({
  type: z.string(),
  apiVersion: z.string().nullish(),
  name: z.string(),
  condition: expressionOr(z.boolean()).nullish(),
  existing: z.boolean().nullish(),
  copy: z
    .looseObject({
      name: z.string(),
      count: expressionOr(z.int()),
      mode: z.string().nullish(),
      batchSize: expressionOr(z.int()).nullish(),
    })
    .nullish(),
  dependsOn: texts.nullish(),
  resources: z.union([z.array(record), z.record(z.string(), record)]).nullish(),
  scope: z.string().nullish(),
  subscriptionId: z.string().nullish(),
  resourceGroup: z.string().nullish(),
});

const outputSchema = rawType.and(
  z.looseObject({
    value: z.unknown().optional(),
    condition: expressionOr(z.boolean()).nullish(),
    copy: z.looseObject({ count: expressionOr(z.int()), input: z.unknown() }).nullish(),
  }),
);

const functionsSchema = z.array(
  z.looseObject({
    namespace: z.string(),
    members: z.record(
      z.string(),
      z.looseObject({
        parameters: z.array(rawType.and(z.looseObject({ name: z.string() }))).nullish(),
        output: rawType.and(z.looseObject({ value: z.unknown() })),
      }),
    ),
  }),
);

const templateSchema = z.looseObject({
  $schema: z.string(),
  contentVersion: z.string(),
  languageVersion: z.string().nullish(),
  parameters: z.record(z.string(), parameterSchema).nullish(),
  definitions: z.record(z.string(), rawType).nullish(),
  variables: record.nullish(),
  functions: functionsSchema.nullish(),
  resources: z.union([z.array(record), z.record(z.string(), record)]),
  outputs: z.record(z.string(), outputSchema).nullish(),
});

export type RawParameter = RawType & { defaultValue?: unknown };
export type RawResource = z.infer<typeof resourceSchema>;
export type RawOutput = z.infer<typeof outputSchema>;
export type RawFunctions = z.infer<typeof functionsSchema>;
export type RawTemplate = z.infer<typeof templateSchema>;

const MEMBERS = [
  ...['$schema', 'contentVersion', 'languageVersion', 'apiProfile', 'metadata', 'definitions', 'parameters'],
  ...['variables', 'functions', 'resources', 'outputs', 'asserts', 'extensions', 'imports'],
];
const REQUIRED = ['$schema', 'contentVersion', 'resources'];
/** Parts of the language that this engine does not have; each is refused by its name. */
const UNSUPPORTED = ['extensions', 'imports'];
const SCHEMA = /(deploymentTemplate|subscriptionDeploymentTemplate)\.json#?$/i;
const SCHEMA_VERSIONS = ['2014-04-01-preview', '2015-01-01', '2018-05-01', '2019-04-01', '2019-08-01'];
const RESOURCE_MEMBERS = Object.keys(resourceSchema.shape);

/** How much a template may hold: https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices */
const LIMITS = { parameters: 256, variables: 512, outputs: 64 };
const MAX_RESOURCES = 800;

/** The sections of a template document, for a group or for the subscription. Throws TemplateError. */
export function parseTemplate(document: unknown, places: Places, toGroup: boolean): RawTemplate {
  const members = record.safeParse(document);
  if (!members.success)
    throw invalidContent("The template is not a JSON object. Path 'properties.template'.");
  const sections = canonicalKeys(members.data, MEMBERS);
  const unknown = Object.keys(sections).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined)
    throw unreadable(`Could not find member '${unknown}' on object of type 'Template'.`, [unknown], places);
  const missing = REQUIRED.find((name) => sections[name] === undefined || sections[name] === null);
  if (missing !== undefined)
    throw unreadable(`Required property '${missing}' not found in JSON.`, [], places);

  const template = parse(templateSchema, sections, [], places);
  checkSchema(template.$schema, toGroup);
  for (const section of UNSUPPORTED) {
    const content = template[section];
    if (content !== undefined && JSON.stringify(content) !== '{}' && JSON.stringify(content) !== '[]')
      throw invalidTemplate(`The template section '${section}' is not supported by the local Azure`);
  }
  refuseTooMany('parameters', Object.keys(template.parameters ?? {}).length);
  refuseTooMany('variables', Object.keys(template.variables ?? {}).length);
  refuseTooMany('outputs', Object.keys(template.outputs ?? {}).length);
  return template;
}

/** A resource's declaration. Throws TemplateError. */
export function parseResource(
  document: Record<string, unknown>,
  path: TemplatePath,
  places: Places,
): RawResource {
  const members = canonicalKeys(document, RESOURCE_MEMBERS);
  for (const name of ['type', 'name']) {
    const value = members[name];
    if (value !== undefined && value !== null && value !== '') continue;
    const type = typeof members.type === 'string' ? ` of type '${members.type}'` : '';
    throw invalidTemplate(
      `The template resource '${pathText(['properties', 'template', ...path])}'${type} ${at(places(path))} is not valid. The ${name} property cannot be null or empty. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      places(path),
    );
  }
  return parse(resourceSchema, members, path, places);
}

/** Throws TemplateError when a template has more of something than ARM takes. */
export function refuseTooMany(what: keyof typeof LIMITS | 'resources', actual: number): void {
  const limit = what === 'resources' ? MAX_RESOURCES : LIMITS[what];
  if (actual <= limit) return;
  throw invalidTemplate(
    `The number of template ${what} limit exceeded. Limit: '${limit}' and actual: '${actual}'. Please see https://aka.ms/arm-syntax-${what} for usage details.`,
  );
}

function checkSchema(schema: string, toGroup: boolean): void {
  if (toGroup && schema.includes('subscriptionDeploymentTemplate'))
    throw invalidTemplate(
      `Template schema '${schema}' is not supported at scope 'ResourceGroup'. Please see https://aka.ms/deploy-to-subscription for usage details.`,
    );
  const known = SCHEMA_VERSIONS.some((version) => schema.includes(version));
  if (known && (SCHEMA.test(schema) || schema.includes('deploymentTemplate?'))) return;
  throw invalidTemplate(
    `The template schema '${schema}' is not supported. Supported versions are '${SCHEMA_VERSIONS.join(',')}'. Please see https://aka.ms/arm-syntax for usage details.`,
  );
}

function parse<T>(schema: z.ZodType<T>, value: unknown, path: TemplatePath, places: Places): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const steps = (issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step));
  throw unreadable(`${issue?.message}.`, [...path, ...steps], places);
}

function unreadable(why: string, path: TemplatePath, places: Places): TemplateError {
  const { lineNumber, linePosition } = places(path);
  return invalidContent(
    `${why} Path '${pathText(['properties', 'template', ...path])}', line ${lineNumber}, position ${linePosition}.`,
  );
}
