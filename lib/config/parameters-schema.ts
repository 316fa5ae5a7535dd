import * as z from 'zod/mini';
import { isReference, readReference } from '@/lib/config/key-vault-reference';
import { plainIssue } from '@/lib/core/plain-issue';

/** Container Apps allows a thousand replicas of one app. */
const MAX_INSTANCE_COUNT = 1_000;
/** distribution/reference: a host, a path in lower case, then a tag, a digest or both. */
const IMAGE_NAME =
  /^[a-z0-9]+([._-]+[a-z0-9]+)*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;
const MAX_COMMANDS = 100;
const MAX_COMMAND_LENGTH = 2_000;

/** A resource name, or null for the template's default. An empty field of a form means null too. */
function optionalName(pattern: RegExp, rule: string) {
  const given = z.union([z.string(), z.null()], `must be text, or null for the default name (${rule})`);
  return z._default(
    z
      .pipe(given, z.transform(emptyAsNull))
      .check(
        z.refine(
          (value) => value === null || pattern.test(value),
          `must be ${rule}, or empty for the default`,
        ),
      ),
    null,
  );
}

function emptyAsNull(value: string | null): string | null {
  return value === '' ? null : value;
}

const command = z.string('must be text').check(
  z.maxLength(MAX_COMMAND_LENGTH, `must be at most ${MAX_COMMAND_LENGTH} characters`),
  z.refine((text) => text.trim() !== '', 'must not be blank; remove the line'),
  z.refine((text) => !/[\0\r\n]/.test(text), 'must be a single line; give each command a line of its own'),
);

/** Where the model computes; `null` is the template's default, a dedicated A100. */
export const gpuProfiles = [
  'NC24-A100',
  'Consumption-GPU-NC24-A100',
  'Consumption-GPU-NC8as-T4',
  'Consumption',
] as const;

const PROFILE_RULE = `must be ${gpuProfiles.slice(0, -1).join(', ')} or ${gpuProfiles.at(-1)}, or null for the template's default`;
const MINIMUM_RULE = `must be a whole number from 0 to ${MAX_INSTANCE_COUNT}, or null for the template's default`;
const IMAGE_RULE =
  'must be the name of a container image such as docker.io/library/python:3.12, or empty for the default';

const NO_REFERENCE_RULE = 'cannot come from a Key Vault: Slipway needs to know it';
const REFERENCE_RULE =
  'must name a Key Vault by its id (keyVault.id), a secret in it (secretName) and nothing else but its secretVersion';

const COUNT_RULE = `must be a whole number from 1 to ${MAX_INSTANCE_COUNT}`;

const knownParameters = z.object({
  defaultCommands: z
    .array(command, 'must be a list of commands')
    .check(
      z.minLength(1, 'must hold at least one command: the one that starts the app'),
      z.maxLength(MAX_COMMANDS, `must hold at most ${MAX_COMMANDS} commands`),
    ),
  maximumInstanceCount: z
    .number(COUNT_RULE)
    .check(z.int(COUNT_RULE), z.minimum(1, COUNT_RULE), z.maximum(MAX_INSTANCE_COUNT, COUNT_RULE)),
  location: optionalName(/^[a-z][a-z0-9]{1,49}$/, 'an Azure region such as eastus, in lower case'),
  storageAccountName: optionalName(/^[a-z0-9]{3,24}$/, '3 to 24 lower-case letters and digits'),
  fileShareName: optionalName(
    /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    '3 to 63 lower-case letters, digits and single hyphens, with no hyphen at either end',
  ),
  acaEnvironmentName: optionalName(
    /^(?!.*--)[a-z][a-z0-9-]{0,58}[a-z0-9]$/,
    '2 to 60 lower-case letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
  ),
  acaEnvironmentStorageName: optionalName(
    /^(?!.*--)[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/,
    '1 to 32 lower-case letters, digits and single hyphens, with no hyphen at either end',
  ),
  acaAppName: optionalName(
    /^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
    '2 to 32 lower-case letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
  ),
  acaLogAnalyticsName: optionalName(
    /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
    '4 to 63 letters, digits and hyphens, with no hyphen at either end',
  ),
  gpuProfile: z._default(z.nullable(z.enum(gpuProfiles, PROFILE_RULE)), null),
  /** 0 lets the app scale to zero. */
  minimumReplicas: z._default(
    z.nullable(
      z
        .number(MINIMUM_RULE)
        .check(z.int(MINIMUM_RULE), z.minimum(0, MINIMUM_RULE), z.maximum(MAX_INSTANCE_COUNT, MINIMUM_RULE)),
    ),
    null,
  ),
  /** Whether the endpoint asks whoever calls it for a key. */
  endpointKey: z._default(
    z.nullable(z.boolean('must be true, false, or null for the default, which is false')),
    null,
  ),
  containerImage: z._default(
    z
      .pipe(z.union([z.string(), z.null()], IMAGE_RULE), z.transform(emptyAsNull))
      .check(z.refine((value) => value === null || IMAGE_NAME.test(value), IMAGE_RULE)),
    null,
  ),
});

/** The values that decide about names, as far as they are given. */
export const namingParametersSchema = z.omit(knownParameters, {
  defaultCommands: true,
  maximumInstanceCount: true,
  minimumReplicas: true,
  endpointKey: true,
  containerImage: true,
});

export type NamingParameters = z.infer<typeof namingParametersSchema>;

export type ProvisionParameters = z.infer<typeof knownParameters>;

/**
 * The values of `infra/provision/inference.parameters.json`, by parameter name. Names that are not known here belong to a
 * template of the project's own: they are kept as they are, and may be `{ reference }` to a Key Vault instead of a value.
 * Name rules: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
 */
export const parametersSchema: z.ZodMiniType<ProvisionParameters> = z
  .catchall(knownParameters, z.unknown())
  .check(
    z.refine(
      ({ minimumReplicas, maximumInstanceCount }) =>
        minimumReplicas === null || minimumReplicas <= maximumInstanceCount,
      { path: ['minimumReplicas'], error: 'must not be more than the maximum instances' },
    ),
    z.superRefine((values, context) => {
      for (const [name, given] of Object.entries(values)) {
        if (!isReference(given) || readReference(given)) continue;
        context.addIssue({ code: 'custom', path: [name], message: REFERENCE_RULE });
      }
    }),
  );

export type ParameterName = keyof ProvisionParameters;

/** In the order of the form and of a newly written file. */
export const parameterNames: readonly ParameterName[] = z.keyof(knownParameters).options;

export type ParametersCheck =
  | { ok: true; values: ProvisionParameters }
  | { ok: false; fieldErrors: Record<string, string[]> };

/** Checks values from a file or a form; every fault is listed under the name of its field. */
export function checkParameters(values: unknown): ParametersCheck {
  const parsed = parametersSchema.safeParse(values, { error: plainIssue });
  if (parsed.success) return { ok: true, values: parsed.data };
  const given = z.record(z.string(), z.unknown()).safeParse(values).data ?? {};
  const fieldErrors: Record<string, string[]> = {};
  const add = (field: string, message: string) => {
    fieldErrors[field] = [...(fieldErrors[field] ?? []), message];
  };
  for (const issue of parsed.error.issues) {
    const [field, index] = issue.path.map(String);
    if (field === undefined) {
      add('parameters', 'must be an object with one value per parameter');
    } else if (parameterNames.some((name) => name === field) && isReference(given[field])) {
      add(field, NO_REFERENCE_RULE);
    } else {
      add(field, index === undefined ? issue.message : `command ${Number(index) + 1} ${issue.message}`);
    }
  }
  return { ok: false, fieldErrors };
}
