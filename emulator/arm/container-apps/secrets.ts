import { notSupported } from '../arm-error.ts';
import type { AppConfiguration } from './configuration-schema.ts';
import { firstDuplicate, refused } from './refusals.ts';

const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** The values of an app's secrets by name; one that is sent back without its value keeps the one it has. */
export function secretValues(
  { secrets = [] }: AppConfiguration,
  before: Record<string, string>,
): Record<string, string> {
  const twice = firstDuplicate(secrets.map(({ name }) => name));
  if (twice !== undefined) throw invalidName(twice, 'is there twice');
  for (const { name, keyVaultUrl } of secrets) {
    if (!NAME.test(name)) {
      throw invalidName(
        name,
        "must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
      );
    }
    if (keyVaultUrl) throw notSupported('secrets that are kept in a key vault');
  }
  const values = secrets.map(({ name, value }): [string, string] => [
    name,
    value ?? (Object.hasOwn(before, name) ? (before[name] ?? '') : ''),
  ]);
  const missing = values.flatMap(([name, value]) => (value === '' ? [name] : []));
  if (missing.length > 0) {
    throw refused(
      'ContainerAppSecretInvalid',
      `Invalid Request: Container app secret(s) with name(s) '${missing.join(', ')}' are invalid: value or keyVaultUrl and identity should be provided.`,
      'configuration.secrets',
    );
  }
  return Object.fromEntries(values);
}

/** As an app is answered: the names of its secrets alone. */
export function withoutSecretValues(configuration: AppConfiguration): AppConfiguration {
  const { secrets, ...rest } = configuration;
  return secrets ? { ...rest, secrets: secrets.map(({ name }) => ({ name })) } : rest;
}

function invalidName(name: string, reason: string) {
  return refused(
    'ContainerAppInvalidSecretName',
    `Invalid Request: Container app secret name '${name}' ${reason}.`,
    'configuration.secrets',
  );
}
