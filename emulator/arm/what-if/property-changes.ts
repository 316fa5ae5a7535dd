import { type JsonObject, jsonObject } from '../../state/models.ts';

export type PropertyChange = {
  path: string;
  propertyChangeType: 'Create' | 'Delete' | 'Modify' | 'Array' | 'NoEffect';
  before?: unknown;
  after?: unknown;
  children?: PropertyChange[];
};

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;
const RESOURCE_ID = /^\/subscriptions\//i;

/** What becomes different between two values at a path; nothing when they mean the same. */
export function propertyChanges(before: unknown, after: unknown, path = ''): PropertyChange[] {
  if (sameValue(before, after)) return [];
  if (isBlank(before)) return [{ path, propertyChangeType: 'Create', after }];
  if (isBlank(after)) return [{ path, propertyChangeType: 'Delete', before }];
  if (Array.isArray(before) && Array.isArray(after)) {
    return [{ path, propertyChangeType: 'Array', children: entryChanges(before, after) }];
  }
  const [old, young] = [asObject(before), asObject(after)];
  if (!old || !young) return [{ path, propertyChangeType: 'Modify', before, after }];
  return keysOf(old, young).flatMap((key) => propertyChanges(old[key], young[key], join(path, key)));
}

/** Equal but for what Azure takes as equal: absent, null and empty, the order of keys, the case of resource ids. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (typeof a === 'string' && typeof b === 'string') {
    return a === b || (RESOURCE_ID.test(a) && a.toLowerCase() === b.toLowerCase());
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => sameValue(entry, b[index]));
  }
  const [left, right] = [asObject(a), asObject(b)];
  if (!left || !right) return a === b;
  return keysOf(left, right).every((key) => sameValue(left[key], right[key]));
}

/** Entries by their index; plain ones that only came or went, without those that stayed. */
function entryChanges(before: unknown[], after: unknown[]): PropertyChange[] {
  if ([...before, ...after].every((entry) => !asObject(entry) && !Array.isArray(entry))) {
    const gone = before.flatMap((entry, index) => (after.includes(entry) ? [] : [deleted(index, entry)]));
    const come = after.flatMap((entry, index) => (before.includes(entry) ? [] : [created(index, entry)]));
    if (gone.length + come.length > 0) return [...gone, ...come];
  }
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => entryChange(before, after, index)).flat();
}

function entryChange(before: unknown[], after: unknown[], index: number): PropertyChange[] {
  if (index >= before.length) return [created(index, after[index])];
  if (index >= after.length) return [deleted(index, before[index])];
  if (!asObject(before[index]) || !asObject(after[index])) {
    return propertyChanges(before[index], after[index], String(index));
  }
  const children = propertyChanges(before[index], after[index]);
  return children.length === 0 ? [] : [{ path: String(index), propertyChangeType: 'Modify', children }];
}

const created = (index: number, after: unknown): PropertyChange => ({
  path: String(index),
  propertyChangeType: 'Create',
  after,
});
const deleted = (index: number, before: unknown): PropertyChange => ({
  path: String(index),
  propertyChangeType: 'Delete',
  before,
});

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  const object = asObject(value);
  return object !== undefined && Object.values(object).every(isBlank);
}

function asObject(value: unknown): JsonObject | undefined {
  if (Array.isArray(value)) return undefined;
  return jsonObject.safeParse(value).data;
}

function keysOf(a: JsonObject, b: JsonObject): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function join(path: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${path}['${key}']`;
  return path === '' ? key : `${path}.${key}`;
}
