import { type JsonObject, jsonObject } from '../state/models.ts';

/** JSON Merge Patch (RFC 7396): objects merge, null removes, anything else replaces. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    const changes = jsonObject.safeParse(value);
    if (value === null) delete merged[name];
    else if (changes.success)
      merged[name] = mergePatch(jsonObject.safeParse(merged[name]).data ?? {}, changes.data);
    else merged[name] = value;
  }
  return merged;
}
