import { isDeepStrictEqual } from 'node:util';
import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import {
  expectArray,
  expectInteger,
  expectObject,
  expectString,
  findKey,
  isDictionary,
  typeName,
} from '../values.ts';
import { atLeast, define, exactly } from './define.ts';

/** What takes arrays, and texts as rows of characters. */
export const collectionFunctions: TemplateFunction[] = [
  define('array', exactly(1), ([value]) => (Array.isArray(value) ? value : [value])),
  define('createArray', atLeast(0), (args) => args),
  define('concat', atLeast(1), concat),
  define('length', exactly(1), ([value]) => sizeOf('length', value)),
  define('empty', exactly(1), ([value]) => value === null || sizeOf('empty', value) === 0),
  define('contains', exactly(2), ([container, item]) => contains(container, item)),
  define('first', exactly(1), ([value]) => sequence('first', value).at(0) ?? emptyItem(value)),
  define('last', exactly(1), ([value]) => sequence('last', value).at(-1) ?? emptyItem(value)),
  define('skip', exactly(2), ([value, count]) =>
    sequence('skip', value).slice(Math.max(0, expectInteger('skip', count))),
  ),
  define('take', exactly(2), ([value, count]) =>
    sequence('take', value).slice(0, Math.max(0, expectInteger('take', count))),
  ),
  define('indexOf', exactly(2), ([value, item]) => indexOf('indexOf', value, item)),
  define('lastIndexOf', exactly(2), ([value, item]) => indexOf('lastIndexOf', value, item)),
  define('flatten', exactly(1), ([value]) =>
    expectArray('flatten', value).flatMap((item) => expectArray('flatten', item)),
  ),
  define('indexFromEnd', exactly(2), ([value, position]) => {
    const items = expectArray('indexFromEnd', value);
    const index = items.length - expectInteger('indexFromEnd', position);
    if (index >= 0 && index < items.length) return items[index];
    throw new ExpressionError(
      `The language expression property array index '^${position}' is out of bounds. Please see https://aka.ms/arm-functions for usage details.`,
    );
  }),
  define('tryIndexFromEnd', exactly(2), ([value, position]) => {
    if (value === null) return null;
    const items = expectArray('tryIndexFromEnd', value);
    return items[items.length - expectInteger('tryIndexFromEnd', position)] ?? null;
  }),
];

/** The array or text of a function that takes either. */
function sequence(name: string, value: unknown): unknown[] | string {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  throw new ExpressionError(
    `The template language function '${name}' expects its parameter be an array or a string. The provided value is of type '${typeName(value)}'. Please see https://aka.ms/arm-functions#${name} for usage details.`,
  );
}

const emptyItem = (value: unknown) => (typeof value === 'string' ? '' : null);

function sizeOf(name: string, value: unknown): number {
  if (isDictionary(value)) return Object.keys(value).length;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  throw new ExpressionError(
    `The template function '${name}' expects its parameter to be an object, an array, or a string. The provided value is of type '${typeName(value)}'. Please see https://aka.ms/arm-functions#${name} for usage details.`,
  );
}

function concat(args: unknown[]): unknown {
  if (args.every(Array.isArray)) return args.flat();
  const wrong = args.find((value) => typeof value === 'object' || value === undefined);
  if (wrong !== undefined)
    throw new ExpressionError(
      `The template language function 'concat' expects all its parameters to be arrays, or all to be texts, numbers and booleans. One of the provided values is of type '${typeName(wrong)}'. Please see https://aka.ms/arm-functions#concat for usage details.`,
    );
  return args.map((value) => (typeof value === 'boolean' ? (value ? 'True' : 'False') : `${value}`)).join('');
}

function contains(container: unknown, item: unknown): boolean {
  if (typeof container === 'string') return container.includes(expectString('contains', item));
  if (isDictionary(container)) return findKey(container, expectString('contains', item)) !== undefined;
  return indexOf('indexOf', expectArray('contains', container), item) >= 0;
}

function indexOf(name: 'indexOf' | 'lastIndexOf', value: unknown, item: unknown): number {
  if (typeof value === 'string') return value.toLowerCase()[name](expectString(name, item).toLowerCase());
  const same = (candidate: unknown) => isDeepStrictEqual(candidate, item);
  const items = expectArray(name, value);
  return name === 'indexOf' ? items.findIndex(same) : items.findLastIndex(same);
}

/** All that is in any of the arrays, once, in the order of first sight. */
export function unionOfArrays(arrays: unknown[][]): unknown[] {
  return [...new Map(arrays.flat().map((item) => [identityOf(item), item])).values()];
}

/** What is in every one of the arrays, once, in the order of the first. */
export function intersectionOfArrays([head = [], ...rest]: unknown[][]): unknown[] {
  const others = rest.map((items) => new Set(items.map(identityOf)));
  return unionOfArrays([head.filter((item) => others.every((known) => known.has(identityOf(item))))]);
}

/** Equal for equal values, whatever the order of their keys. */
function identityOf(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    isDictionary(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

export const arraysOf = (name: string, args: unknown[]): unknown[][] =>
  args.map((value) => expectArray(name, value));
export const objectsOf = (name: string, args: unknown[]): Record<string, unknown>[] =>
  args.map((value) => expectObject(name, value));
