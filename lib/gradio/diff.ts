import 'server-only';
import { z } from 'zod';

/** One change within a JSON value, as Gradio streams it: https://github.com/gradio-app/gradio client/js `apply_diff`. */
const diffSchema = z.tuple([
  z.enum(['append', 'replace', 'add', 'delete']),
  z.array(z.union([z.string(), z.number()])),
  z.unknown(),
]);

export const diffsSchema = z.array(diffSchema);

export type Diff = z.infer<typeof diffSchema>;

/** The value after all changes, in order; the given one is left as it was. Throws on a path that leads nowhere. */
export function applyDiffs(value: unknown, diffs: readonly Diff[]): unknown {
  return diffs.reduce(applyDiff, structuredClone(value));
}

function applyDiff(value: unknown, [action, path, operand]: Diff): unknown {
  const last = path.at(-1);
  if (last === undefined) return changed(action, value, operand);
  let parent = value;
  for (const key of path.slice(0, -1)) parent = member(parent, key);
  if (Array.isArray(parent) && typeof last === 'number') changeItem(parent, last, action, operand);
  else if (isRecord(parent)) changeMember(parent, String(last), action, operand);
  else throw new TypeError('A diff leads to a place that is not there.');
  return value;
}

function changeItem(items: unknown[], index: number, action: Diff[0], operand: unknown): void {
  if (action === 'add') items.splice(index, 0, operand);
  else if (action === 'delete') items.splice(index, 1);
  else items[index] = changed(action, items[index], operand);
}

function changeMember(record: Record<string, unknown>, key: string, action: Diff[0], operand: unknown): void {
  if (action === 'delete') delete record[key];
  else record[key] = action === 'add' ? operand : changed(action, record[key], operand);
}

function changed(action: Diff[0], current: unknown, operand: unknown): unknown {
  if (action !== 'append') return operand;
  if (typeof current === 'string' && typeof operand === 'string') return current + operand;
  if (Array.isArray(current) && Array.isArray(operand)) return [...current, ...operand];
  throw new TypeError('A diff appends to something that has no end.');
}

function member(parent: unknown, key: string | number): unknown {
  if (Array.isArray(parent) && typeof key === 'number') return parent[key];
  return isRecord(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
