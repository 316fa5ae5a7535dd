import 'server-only';
import { createHash } from 'node:crypto';
import { checkParameters, type ProvisionParameters } from '@/lib/config/parameters-schema';
import { NEW_PARAMETERS_TEXT, readParametersText, withParameterValues } from '@/lib/config/parameters-text';
import { notJson, readProjectText, writeProjectText } from '@/lib/config/project-file';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

export const PARAMETERS_PATH = 'infra/provision/inference.parameters.json';
const NAME = 'parameters';

export type ParametersFile = {
  path: string;
  values: ProvisionParameters;
  text: string;
  /** Changes with every character of the file. */
  version: string;
};

export type WriteOptions = {
  /** The version that the writer has seen; without it, whatever is there is replaced. */
  expectedVersion?: string | undefined;
  /** Is given what the file holds, before that is written over. */
  keep?: (replaced: string) => Promise<void>;
};

/**
 * The project's parameters file; a name that the file leaves out is null, its default.
 * Throws `parameters_missing`, `parameters_not_json` (with the line) and `parameters_invalid` (with each field).
 */
export async function readParameters(project: Project): Promise<ParametersFile> {
  const text = await readProjectText(project, PARAMETERS_PATH, NAME);
  if (text === undefined) {
    throw new AppError('not_found', {
      code: 'parameters_missing',
      message: `The project has no ${PARAMETERS_PATH}.`,
      action: 'Put the file back (AI Toolkit generates it with the project), then try again.',
      target: PARAMETERS_PATH,
    });
  }
  return { path: PARAMETERS_PATH, values: requireParametersText(text), text, version: versionOf(text) };
}

/**
 * Writes the values into the project's parameters file; every other character of it stays. Throws `parameters_invalid` before
 * anything is written, `parameters_changed` when the file is not of the expected version, and what `readParameters` throws but
 * `_missing`.
 */
export async function writeParameters(
  project: Project,
  values: ProvisionParameters,
  options: WriteOptions = {},
): Promise<{ version: string }> {
  const valid = requireValues(values);
  const current = await readProjectText(project, PARAMETERS_PATH, NAME);
  const text = current ?? NEW_PARAMETERS_TEXT;
  requireShape(text);
  return replace(project, current, withParameterValues(text, valid), options);
}

/** Writes the whole text of the file, checked first. Throws what `writeParameters` throws. */
export async function writeParametersText(
  project: Project,
  text: string,
  options: WriteOptions = {},
): Promise<{ version: string }> {
  requireParametersText(text);
  return replace(project, await readProjectText(project, PARAMETERS_PATH, NAME), text, options);
}

/** Makes sure that the file is still the one that the caller has seen. Throws `parameters_changed`. */
export async function requireVersion(project: Project, expectedVersion: string): Promise<void> {
  compareVersion(await readProjectText(project, PARAMETERS_PATH, NAME), expectedVersion);
}

function compareVersion(current: string | undefined, expectedVersion: string): void {
  if (current !== undefined && versionOf(current) === expectedVersion) return;
  throw new AppError('conflict', {
    code: 'parameters_changed',
    message: `${PARAMETERS_PATH} was changed by someone else since you opened it.`,
    action: 'Look at what differs, choose which values to keep, then save again.',
    target: PARAMETERS_PATH,
  });
}

async function replace(
  project: Project,
  current: string | undefined,
  text: string,
  { expectedVersion, keep }: WriteOptions,
): Promise<{ version: string }> {
  const version = versionOf(text);
  if (text === current) return { version };
  if (expectedVersion !== undefined) compareVersion(current, expectedVersion);
  if (current !== undefined) await keep?.(current);
  await writeProjectText(project, PARAMETERS_PATH, NAME, text);
  return { version };
}

/** The values of a text of the parameters file. Throws `parameters_not_json` and `parameters_invalid`. */
export function requireParametersText(text: string): ProvisionParameters {
  return requireValues(requireShape(text).values);
}

function requireShape(text: string) {
  const read = readParametersText(text);
  if (read.ok) return read;
  if (read.fault === 'json') throw notJson(PARAMETERS_PATH, NAME, read.line);
  const shape = '{ "parameters": { "name": { "value": … } } }';
  throw invalid(
    `${PARAMETERS_PATH} is not an ARM parameters file: ${read.where} must look like ${shape}.`,
    PARAMETERS_PATH,
  );
}

function requireValues(values: unknown): ProvisionParameters {
  const check = checkParameters(values);
  if (check.ok) return check.values;
  const faults = Object.entries(check.fieldErrors).map(
    ([field, messages]) => `${field} ${messages.join('; ')}`,
  );
  const [firstField = PARAMETERS_PATH] = Object.keys(check.fieldErrors);
  throw invalid(`${PARAMETERS_PATH}: ${faults.join('. ')}.`, firstField);
}

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function invalid(message: string, target: string): AppError {
  return new AppError('bad_input', {
    code: 'parameters_invalid',
    message,
    action: 'Correct what is named here, in the form or in the file, then try again.',
    target,
  });
}
