import 'server-only';
import type { WhatIfChange, WhatIfPropertyChange } from '@/lib/azure/what-if';
import type { PropertyChange } from '@/lib/provisioning/plan/plan';

export type Difference = Omit<PropertyChange, 'noise'>;

type Named = Record<string, unknown> & { name: string };
type Payloads = Pick<WhatIfChange, 'before' | 'after'>;

/**
 * What Azure foresees of one resource's properties, each leaf with its whole path. Azure compares lists entry by entry as they
 * stand; where all entries have names (profiles, variables, secrets), those of one name are compared instead.
 */
export function differencesOf({ delta, before, after }: WhatIfChange): Difference[] {
  return (delta ?? []).flatMap((change) => flatten(change, '', { before, after }));
}

function flatten(change: WhatIfPropertyChange, above: string, payloads: Payloads): Difference[] {
  const path = join(above, change.path);
  const { before, after } = change;
  if (change.propertyChangeType === 'Array') {
    const lists = [valueAt(payloads.before, path), valueAt(payloads.after, path)].map(namedEntries);
    if (lists[0] && lists[1]) return compareNamed(lists[0], lists[1], path);
  }
  if (change.children?.length) return change.children.flatMap((child) => flatten(child, path, payloads));
  switch (change.propertyChangeType) {
    case 'Create':
      return [{ path, kind: 'added', after }];
    case 'Delete':
      return [{ path, kind: 'removed', before }];
    default:
      return [{ path, kind: 'changed', before, after }];
  }
}

function compare(before: unknown, after: unknown, path: string): Difference[] {
  if (isBlank(before)) return isBlank(after) ? [] : [{ path, kind: 'added', after }];
  if (isBlank(after)) return [{ path, kind: 'removed', before }];
  const [olds, news] = [namedEntries(before), namedEntries(after)];
  if (olds && news) return compareNamed(olds, news, path);
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => compare(before[key], after[key], join(path, key)));
  }
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(isRecord)) {
    const longer = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return longer.flatMap((index) => compare(before[index], after[index], `${path}[${index}]`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, kind: 'changed', before, after }];
}

/** By their names alone: another order means nothing. */
function compareNamed(before: readonly Named[], after: readonly Named[], path: string): Difference[] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  const find = (list: readonly Named[], wanted: string) => list.find(({ name }) => name === wanted);
  return [...names].flatMap((name) => compare(find(before, name), find(after, name), `${path}[${name}]`));
}

/** A list all of whose entries have names of their own; undefined for anything else. */
function namedEntries(value: unknown): Named[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const named = value.filter(isNamed);
  const distinct = new Set(named.map(({ name }) => name));
  return named.length === value.length && distinct.size === value.length ? named : undefined;
}

/** `properties.workloadProfiles` and `1` make `properties.workloadProfiles[1]`. */
function join(above: string, path: string): string {
  if (above === '') return path;
  if (path === '') return above;
  if (/^\d+$/.test(path)) return `${above}[${path}]`;
  return path.startsWith('[') ? above + path : `${above}.${path}`;
}

/** Within a resource as Azure shows it whole; undefined too for a path that is more than plain keys and indexes. */
function valueAt(resource: unknown, path: string): unknown {
  const keys = path.split(/\.|\[(\d+)\]/).filter(Boolean);
  return keys.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isRecord(at) ? at[key] : undefined;
  }, resource);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNamed = (value: unknown): value is Named => isRecord(value) && typeof value.name === 'string';

/** As Azure takes them: absent, null and empty are one. */
const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
