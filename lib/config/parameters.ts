import 'server-only';
import { z } from 'zod';
import { checkParameters, type ProvisionParameters, parameterNames } from '@/lib/config/parameters-schema';
import { readProjectJson, writeProjectJson } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

const PATH = 'infra/provision/inference.parameters.json';
const NAME = 'parameters';

const record = z.record(z.string(), z.unknown());

/** An ARM parameters file. Records, not objects, since those would put the keys they know first. */
const fileSchema = record.and(
  z.object({
    parameters: z.record(
      z.string(),
      record.refine((entry) => 'value' in entry),
    ),
  }),
);

type ParametersFile = z.infer<typeof fileSchema>;

/**
 * The values of the project's parameters file; a name that the file leaves out is null, its default.
 * Throws `parameters_missing`, `parameters_not_json` (with the line) and `parameters_invalid` (with each field).
 */
export async function readParameters(
  project: Project,
): Promise<{ path: string; values: ProvisionParameters }> {
  const file = await readFile(project);
  if (!file) {
    throw new AppError('not_found', {
      code: 'parameters_missing',
      message: `The project has no ${PATH}.`,
      action: 'Put the file back (AI Toolkit generates it with the project), then try again.',
      target: PATH,
    });
  }
  const { parameters } = file;
  const values = Object.fromEntries(Object.entries(parameters).map(([key, entry]) => [key, entry.value]));
  return { path: PATH, values: checked(values) };
}

/**
 * Writes the values into the project's parameters file: the order of its keys and everything that is not a value
 * stay. Throws `parameters_invalid` before anything is written, and what `readParameters` throws but `_missing`.
 */
export async function writeParameters(project: Project, values: ProvisionParameters): Promise<void> {
  const valid = checked(values);
  const file = (await readFile(project)) ?? newFile();
  const names = [...new Set([...Object.keys(file.parameters), ...parameterNames])];
  const byName = new Map<string, unknown>(Object.entries(valid));
  const kept = names.filter((name) => byName.has(name));
  const parameters = Object.fromEntries(
    kept.map((name) => [name, { ...file.parameters[name], value: byName.get(name) }]),
  );
  await writeProjectJson(project, PATH, NAME, { ...file, parameters });
}

async function readFile(project: Project): Promise<ParametersFile | undefined> {
  const content = await readProjectJson(project, PATH, NAME);
  if (content === undefined) return undefined;
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the top level';
  throw invalid(
    `${PATH} is not an ARM parameters file: ${where} must look like { "parameters": { "name": { "value": … } } }.`,
    PATH,
  );
}

function checked(values: unknown): ProvisionParameters {
  const check = checkParameters(values);
  if (check.ok) return check.values;
  const faults = Object.entries(check.fieldErrors).map(
    ([field, messages]) => `${field} ${messages.join('; ')}`,
  );
  const [firstField = PATH] = Object.keys(check.fieldErrors);
  throw invalid(`${PATH}: ${faults.join('. ')}.`, firstField);
}

function invalid(message: string, target: string): AppError {
  return new AppError('bad_input', {
    code: 'parameters_invalid',
    message,
    action: 'Correct what is named here, in the form or in the file, then try again.',
    target,
  });
}

function newFile(): ParametersFile {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: {},
  };
}
