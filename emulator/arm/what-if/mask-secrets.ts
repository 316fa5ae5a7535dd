import type { EmulatorContext } from '../../context.ts';

const MASK = '*******';
/** Shorter secrets are masked only where they stand alone: parts of words would be masked with them. */
const MIN_PART_LENGTH = 8;

/** Every secret that the local Azure keeps: account keys, values of app secrets. */
export function storedSecrets(context: EmulatorContext): string[] {
  return context.state.resources.values().flatMap(({ secrets }) => Object.values(secrets));
}

/** A value with each text that is or contains one of the secrets masked. */
export function maskSecrets<T>(value: T, secrets: readonly string[]): T {
  const known = secrets.filter((secret) => secret !== '');
  const parts = known.filter(({ length }) => length >= MIN_PART_LENGTH);
  return JSON.parse(JSON.stringify(value), (_key, each) => {
    if (typeof each !== 'string') return each;
    return known.includes(each) || parts.some((part) => each.includes(part)) ? MASK : each;
  });
}
