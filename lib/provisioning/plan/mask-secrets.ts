import 'server-only';

const MASK = '*****';
const KEY_NAMES: readonly string[] = ['accountKey', 'sharedKey', 'primarySharedKey', 'secondarySharedKey'];

/** A foreseen value without its secrets: keys of accounts and workspaces, and the values of an app's secrets. */
export function maskSecrets(path: string, value: unknown): unknown {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  return mask(value, steps.at(-1) ?? '', steps.includes('secrets'));
}

function mask(value: unknown, key: string, inSecrets: boolean): unknown {
  if (typeof value === 'string') {
    const isSecret = KEY_NAMES.includes(key) || (inSecrets && key === 'value');
    return isSecret && value !== '' ? MASK : value;
  }
  if (Array.isArray(value)) return value.map((entry) => mask(entry, key, inSecrets));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, each]) => [name, mask(each, name, inSecrets || name === 'secrets')]),
  );
}
