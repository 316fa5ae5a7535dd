import { isDeepStrictEqual } from 'node:util';
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
import { atLeast, define, exactly, type TemplateFunction } from './define.ts';

const has = (items: unknown[], wanted: unknown) => items.some((item) => isDeepStrictEqual(item, wanted));
const distinct = (items: unknown[]) => items.filter((item, index) => !has(items.slice(0, index), item));

export const collectionFunctions: TemplateFunction[] = [
  define('array', exactly(1), ([value]) => (Array.isArray(value) ? value : [value])),
  define('createArray', atLeast(0), (args) => args),
  define('createObject', atLeast(0), createObject),
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
  define('union', atLeast(1), union),
  define('intersection', atLeast(1), intersection),
  define('flatten', exactly(1), ([value]) =>
    expectArray('flatten', value).flatMap((item) => expectArray('flatten', item)),
  ),
  define('items', exactly(1), ([value]) =>
    sortedKeys(expectObject('items', value)).map((key) => ({
      key,
      value: expectObject('items', value)[key],
    })),
  ),
  define('objectKeys', exactly(1), ([value]) => sortedKeys(expectObject('objectKeys', value))),
  define('tryGet', atLeast(2), ([value, ...path]) => path.reduce(tryGet, value)),
];

const sortedKeys = (object: Record<string, unknown>) => Object.keys(object).sort();

/** The array or string of a function that takes either. */
function sequence(name: string, value: unknown): unknown[] | string {
  return typeof value === 'string' ? value : expectArray(name, value);
}

const emptyItem = (value: unknown) => (typeof value === 'string' ? '' : null);

function sizeOf(name: string, value: unknown): number {
  return isDictionary(value) ? Object.keys(value).length : sequence(name, value).length;
}

function createObject(args: unknown[]): Record<string, unknown> {
  if (args.length % 2 !== 0)
    throw new ExpressionError(
      "The template language function 'createObject' expects pairs of keys and values",
    );
  const object: Record<string, unknown> = {};
  for (let i = 0; i < args.length; i += 2) object[expectString('createObject', args[i])] = args[i + 1];
  return object;
}

function concat(args: unknown[]): unknown {
  if (args.every(Array.isArray)) return args.flat();
  const wrong = args.find((value) => typeof value === 'object' || value === undefined);
  if (wrong !== undefined)
    throw new ExpressionError(
      `The template language function 'concat' expects all parameters to be arrays, or all to be strings and numbers; one is of type '${typeName(wrong)}'`,
    );
  return args.map((value) => (typeof value === 'boolean' ? (value ? 'True' : 'False') : `${value}`)).join('');
}

function contains(container: unknown, item: unknown): boolean {
  if (typeof container === 'string') return container.includes(expectString('contains', item));
  if (isDictionary(container)) return findKey(container, expectString('contains', item)) !== undefined;
  return has(expectArray('contains', container), item);
}

function indexOf(name: 'indexOf' | 'lastIndexOf', value: unknown, item: unknown): number {
  if (typeof value === 'string') return value.toLowerCase()[name](expectString(name, item).toLowerCase());
  const same = (candidate: unknown) => isDeepStrictEqual(candidate, item);
  const items = expectArray(name, value);
  return name === 'indexOf' ? items.findIndex(same) : items.findLastIndex(same);
}

function union(args: unknown[]): unknown {
  if (Array.isArray(args[0])) return distinct(args.flatMap((value) => expectArray('union', value)));
  return args.map((value) => expectObject('union', value)).reduce(mergeObjects, {});
}

/** Later values win; objects inside objects are merged, arrays are replaced, as ARM does. */
function mergeObjects(into: Record<string, unknown>, from: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const known = findKey(merged, key) ?? key;
    const current = merged[known];
    merged[known] = isDictionary(current) && isDictionary(value) ? mergeObjects(current, value) : value;
  }
  return merged;
}

function intersection(args: unknown[]): unknown {
  const [head, ...rest] = args;
  if (Array.isArray(head))
    return distinct(
      head.filter((item) => rest.every((other) => has(expectArray('intersection', other), item))),
    );
  const shared = Object.entries(expectObject('intersection', head)).filter(([key, value]) =>
    rest.every((other) => isDeepStrictEqual(expectObject('intersection', other)[key], value)),
  );
  return Object.fromEntries(shared);
}

function tryGet(value: unknown, step: unknown): unknown {
  if (Array.isArray(value)) return value[expectInteger('tryGet', step)] ?? null;
  if (!isDictionary(value)) return null;
  const key = findKey(value, expectString('tryGet', step));
  return key === undefined ? null : value[key];
}
