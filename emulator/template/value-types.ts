import { invalidTemplate } from './template-error.ts';
import type { RawType } from './type-schema.ts';
import { isDictionary } from './values.ts';

/** The types of parameters and outputs, as the service spells them in its answers. */
const TYPES = ['String', 'SecureString', 'Int', 'Bool', 'Object', 'SecureObject', 'Array'] as const;
export type ValueType = (typeof TYPES)[number];

/** Definitions may refer to one another only so many times before a value's own type is reached. */
const MAX_REFERENCES = 32;

export type Definitions = Record<string, RawType>;

/** A type with its reference followed; what stands beside the reference counts more. Throws TemplateError. */
export function followReference(type: RawType, definitions: Definitions): RawType & { type: string } {
  let followed = type;
  for (let count = 0; followed.$ref !== undefined && count < MAX_REFERENCES; count += 1) {
    const { $ref, ...own } = followed;
    const name = /^#\/definitions\/([^/]+)$/.exec($ref)?.[1];
    const target = name === undefined ? undefined : definitions[name];
    if (!target) throw invalidTemplate(`The type reference '${$ref}' is not defined in the template`);
    followed = { ...target, ...own };
  }
  if (followed.type === undefined || followed.$ref !== undefined)
    throw invalidTemplate('A type of the template has neither a name nor a definition that ends in one');
  return { ...followed, type: followed.type };
}

/** The service's spelling of a type; a template may write it in any case. */
export function canonicalType(name: string): ValueType {
  const type = TYPES.find((known) => known.toLowerCase() === name.toLowerCase());
  if (type) return type;
  throw invalidTemplate(
    `The type '${name}' is not valid; expected one of '${TYPES.join(', ')}'. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
  );
}

/** Whether values of the type are never to be told. Throws TemplateError for an unknown type. */
export function isSecure(name: string): boolean {
  return canonicalType(name).startsWith('Secure');
}

/** Whether a value is of the type; null is of none. Throws TemplateError for an unknown type. */
export function fitsType(name: string, value: unknown): boolean {
  const type = canonicalType(name);
  switch (type) {
    case 'String':
    case 'SecureString':
      return typeof value === 'string';
    case 'Int':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'Bool':
      return typeof value === 'boolean';
    case 'Object':
    case 'SecureObject':
      return isDictionary(value);
    case 'Array':
      return Array.isArray(value);
    default:
      return type satisfies never;
  }
}
