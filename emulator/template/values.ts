import { ExpressionError } from './expression.ts';

export type Dictionary = Record<string, unknown>;

/** True for JSON's objects only: a lambda, for one, is none. */
export function isDictionary(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** ARM's name for the type of a JSON value. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'Null';
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  if (typeof value === 'boolean') return 'Boolean';
  return typeof value === 'string' ? 'String' : 'Object';
}

/** A value as text, as `string()`, `concat()` and `format()` write it. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** The key of an object as it is spelt there, found without regard to case, as ARM finds properties. */
export function findKey(object: Dictionary, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/** The object with keys in the spelling of `names`, whatever their case was, as ARM reads its own words. */
export function canonicalKeys(object: Dictionary, names: readonly string[]): Dictionary {
  const entries = Object.entries(object).map(([key, value]): [string, unknown] => [
    names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key,
    value,
  ]);
  return Object.fromEntries(entries);
}

function mismatch(functionName: string, expected: string, value: unknown): ExpressionError {
  return new ExpressionError(
    `The template language function '${functionName}' expects its parameter to be of type '${expected}'. The provided value is of type '${typeName(value)}'. Please see https://aka.ms/arm-functions#${functionName} for usage details.`,
  );
}

/** These give back an argument of a function. They throw ExpressionError when it is of another type. */
export function expectString(functionName: string, value: unknown): string {
  if (typeof value !== 'string') throw mismatch(functionName, 'String', value);
  return value;
}

export function expectInteger(functionName: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw mismatch(functionName, 'Integer', value);
  return value;
}

export function expectBoolean(functionName: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw mismatch(functionName, 'Boolean', value);
  return value;
}

export function expectArray(functionName: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw mismatch(functionName, 'Array', value);
  return value;
}

export function expectObject(functionName: string, value: unknown): Dictionary {
  if (!isDictionary(value)) throw mismatch(functionName, 'Object', value);
  return value;
}
