import { z } from 'zod';
import { jsonObject } from '../../state/models.ts';
import { sameText } from '../resource-id.ts';

/** Text, also where a client wrote a number or a flag: the service takes both. */
export const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

/** A whole number of 32 bits, also as text. */
export const wholeNumber = z.union([
  z.int32(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);

/** A number, also as text: `json('0.5')` and `'0.5'` mean the same to the service. */
export const decimal = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/)
    .transform(Number),
]);

export const flag = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i)
    .transform((given) => sameText(given, 'true')),
]);

/** One of these words however it is cased, in the service's own spelling. */
export function choice<const T extends string>(words: readonly T[]) {
  return z.string().transform((given, refinement): T => {
    const found = words.find((word) => sameText(word, given));
    if (found !== undefined) return found;
    refinement.addIssue({ code: 'custom', message: `'${given}' is none of ${words.join(', ')}` });
    return z.NEVER;
  });
}

/** An object of a request or a document, its nulls left out at any depth: the service reads them as absent. */
export function withoutNulls<T extends z.ZodType>(schema: T) {
  return z.preprocess(dropNulls, schema);
}

/** As `withoutNulls`, of what a client wrote: `Name` is read as `name`, and the Azure command line writes it so. */
export function asWritten<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => inCamelCase(dropNulls(value)), schema);
}

/** The members of a scale rule's metadata are the scaler's own. */
const FREE_NAMES = 'metadata';

function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  const object = jsonObject.safeParse(value);
  if (!object.success) return value;
  return Object.fromEntries(
    Object.entries(object.data).map(([written, member]) => {
      const name = written.charAt(0).toLowerCase() + written.slice(1);
      return [name, name === FREE_NAMES ? member : inCamelCase(member)];
    }),
  );
}

function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  const object = jsonObject.safeParse(value);
  if (!object.success) return value;
  return Object.fromEntries(
    Object.entries(object.data)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([name, member]) => [name, dropNulls(member)]),
  );
}

/** The same without what is not there: absent members, empty lists and objects. For comparing what two say. */
export function withoutEmpties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpties);
  const object = jsonObject.safeParse(value);
  if (!object.success) return value;
  return Object.fromEntries(
    Object.entries(object.data)
      .map(([name, member]) => [name, withoutEmpties(member)] as const)
      .filter(([, member]) => !isEmpty(member)),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
