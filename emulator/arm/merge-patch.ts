import { jsonObject } from '../state/models.ts';

/** JSON Merge Patch (RFC 7396): objects merge, null removes, anything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  const changes = jsonObject.safeParse(patch);
  if (!changes.success) return patch;
  const base = jsonObject.safeParse(target);
  const merged = { ...(base.success ? base.data : {}) };
  for (const [name, value] of Object.entries(changes.data)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}
