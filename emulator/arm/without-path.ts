import { type JsonObject, jsonObject } from '../state/models.ts';

/** An object without what lies at `a.b[].c`; `[]` stands for every entry of a list. */
export function withoutPath(object: JsonObject, path: string): JsonObject {
  const [key = '', ...rest] = path.split('.');
  const name = key.replace('[]', '');
  if (!(name in object)) return object;
  const { [name]: value, ...others } = object;
  if (rest.length === 0) return others;
  const below = (each: unknown) => {
    const parsed = jsonObject.safeParse(each);
    return parsed.success ? withoutPath(parsed.data, rest.join('.')) : each;
  };
  return { ...object, [name]: Array.isArray(value) ? value.map(below) : below(value) };
}
