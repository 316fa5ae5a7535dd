import { isDeepStrictEqual } from 'node:util';
import type { RawType } from './type-schema.ts';
import { canonicalType, type Definitions, fitsType, followReference, type ValueType } from './value-types.ts';
import { type Dictionary, findKey, isDictionary, toText, typeName } from './values.ts';

/** How the service calls what a value should be, when it is something else. */
const EXPECTED: Record<ValueType, string> = {
  String: 'String, Uri',
  SecureString: 'String, Uri',
  Int: 'Integer',
  Bool: 'Boolean',
  Object: 'Object',
  SecureObject: 'Object',
  Array: 'Array',
};

/** How a value is at odds with its type and its constraints, in a sentence; undefined when it is not. */
export function problemOf(
  value: unknown,
  type: RawType,
  definitions: Definitions,
  place = '',
): string | undefined {
  const full = followReference(type, definitions);
  if (value === null && full.nullable) return undefined;
  if (!fitsType(full.type, value))
    return `JToken type is not valid. Expected '${EXPECTED[canonicalType(full.type)]}'. Actual '${typeName(value)}'.`;
  return problemOfSize(value, full) ?? problemOfMembers(value, full, definitions, place);
}

function problemOfSize(value: unknown, type: RawType): string | undefined {
  const { minLength, maxLength, minValue, maxValue } = type;
  if (typeof value === 'string' || Array.isArray(value)) {
    if (minLength !== undefined && value.length < minLength)
      return `Length of the value should be greater than or equal to '${minLength}'.`;
    if (maxLength !== undefined && value.length > maxLength)
      return `Length of the value should be less than or equal to '${maxLength}'.`;
  }
  if (typeof value === 'number') {
    if (minValue !== undefined && value < minValue)
      return `The value should be greater than or equal to '${minValue}'.`;
    if (maxValue !== undefined && value > maxValue)
      return `The value should be less than or equal to '${maxValue}'.`;
  }
  return undefined;
}

/** An array may hold any of its allowed values; anything else is to be one of them. */
export function isAllowed(value: unknown, allowed: unknown[]): boolean {
  const known = (wanted: unknown) => allowed.some((item) => isDeepStrictEqual(item, wanted));
  return known(value) || (Array.isArray(value) && value.every(known));
}

function problemOfMembers(
  value: unknown,
  type: RawType,
  definitions: Definitions,
  place: string,
): string | undefined {
  if (Array.isArray(value)) return problemOfItems(value, type, definitions, place);
  if (!isDictionary(value)) return undefined;
  const variant = variantOf(value, type, definitions);
  return typeof variant === 'string' ? variant : problemOfProperties(value, variant, definitions, place);
}

function problemOfItems(items: unknown[], type: RawType, definitions: Definitions, place: string) {
  const { prefixItems = [], items: rest } = type;
  for (const [index, item] of items.entries()) {
    const itemType = prefixItems[index] ?? rest;
    if (itemType === false) return `The array '${place}' has more items than its type allows.`;
    const problem = itemType && nested(item, itemType, definitions, `${place}[${index}]`);
    if (problem) return problem;
  }
  return undefined;
}

function problemOfProperties(value: Dictionary, type: RawType, definitions: Definitions, place: string) {
  const { properties = {}, additionalProperties: others } = type;
  for (const [name, propertyType] of Object.entries(properties)) {
    const key = findKey(value, name);
    const path = place === '' ? name : `${place}.${name}`;
    if (key === undefined && !followReference(propertyType, definitions).nullable)
      return `The property '${path}' is required, and is not provided.`;
    const problem = key === undefined ? undefined : nested(value[key], propertyType, definitions, path);
    if (problem) return problem;
  }
  for (const [name, member] of Object.entries(value)) {
    if (findKey(properties, name) !== undefined || others === undefined || others === true) continue;
    const path = place === '' ? name : `${place}.${name}`;
    const problem =
      others === false ? `The property '${path}' is not allowed.` : nested(member, others, definitions, path);
    if (problem) return problem;
  }
  return undefined;
}

function nested(value: unknown, type: RawType, definitions: Definitions, place: string): string | undefined {
  const { allowedValues } = followReference(type, definitions);
  const problem = problemOf(value, type, definitions, place);
  if (problem) return `The value of '${place}' is not valid. ${problem}`;
  if (allowedValues && !isAllowed(value, allowedValues))
    return `The value '${toText(value)}' of '${place}' is not part of the allowed value(s): '${allowedValues.map(toText).join(',')}'.`;
  return undefined;
}

/** The type that a tagged union's value has, by what its discriminator says; a sentence when it says nothing known. */
function variantOf(value: Dictionary, type: RawType, definitions: Definitions): RawType | string {
  if (!type.discriminator) return type;
  const { propertyName, mapping } = type.discriminator;
  const key = findKey(value, propertyName);
  const tag = key === undefined ? undefined : value[key];
  if (typeof tag === 'string' && Object.hasOwn(mapping, tag))
    return followReference(mapping[tag] ?? type, definitions);
  return `The property '${propertyName}' must be one of '${Object.keys(mapping).join("', '")}', not '${toText(tag)}'.`;
}
