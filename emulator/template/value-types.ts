import { invalidTemplate } from './template-error.ts';
import { isDictionary } from './values.ts';

/** The types of parameters and outputs, as the service spells them in its answers. */
const TYPES = ['String', 'SecureString', 'Int', 'Bool', 'Object', 'SecureObject', 'Array'] as const;
type ValueType = (typeof TYPES)[number];

/** The service's spelling of a type; a template may write it in any case. */
export function canonicalType(name: string): ValueType {
  const type = TYPES.find((known) => known.toLowerCase() === name.toLowerCase());
  if (type) return type;
  throw invalidTemplate(
    `The type '${name}' is not valid; expected one of '${TYPES.join(', ')}'. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
  );
}

export function isSecure(name: string): boolean {
  return canonicalType(name).startsWith('Secure');
}

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
