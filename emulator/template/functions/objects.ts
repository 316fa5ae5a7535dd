import { isDeepStrictEqual } from 'node:util';
import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import {
  type Dictionary,
  expectArray,
  expectObject,
  expectString,
  findKey,
  isDictionary,
} from '../values.ts';
import { arraysOf, intersectionOfArrays, objectsOf, unionOfArrays } from './collections.ts';
import { atLeast, define, exactly } from './define.ts';

export const objectFunctions: TemplateFunction[] = [
  define('createObject', atLeast(0), createObject),
  define('union', atLeast(1), (args) =>
    Array.isArray(args[0])
      ? unionOfArrays(arraysOf('union', args))
      : objectsOf('union', args).reduce(mergeObjects, {}),
  ),
  define('intersection', atLeast(2), (args) =>
    Array.isArray(args[0])
      ? intersectionOfArrays(arraysOf('intersection', args))
      : intersectionOfObjects(objectsOf('intersection', args)),
  ),
  define('shallowMerge', exactly(1), ([entries]) =>
    objectsOf('shallowMerge', expectArray('shallowMerge', entries)).reduce(
      (merged, entry) => withMembers(merged, entry, (_, value) => value),
      {},
    ),
  ),
  define('items', exactly(1), ([value]) => {
    const object = expectObject('items', value);
    return sortedKeys(object).map((key) => ({ key, value: object[key] }));
  }),
  define('objectKeys', exactly(1), ([value]) => sortedKeys(expectObject('objectKeys', value))),
  define('tryGet', atLeast(2), ([value, ...path]) => path.reduce(tryGet, value)),
];

const sortedKeys = (object: Dictionary) => Object.keys(object).sort();

function createObject(args: unknown[]): Dictionary {
  if (args.length % 2 !== 0)
    throw new ExpressionError(
      `Unable to evaluate template language function 'createObject': function requires an even number of arguments while ${args.length} were provided. Please see https://aka.ms/arm-functions#createObject for usage details.`,
    );
  const pairs = Array.from({ length: args.length / 2 }, (_, index): [string, unknown] => [
    expectString('createObject', args[2 * index]),
    args[2 * index + 1],
  ]);
  return Object.fromEntries(pairs);
}

/** `into` with the members of `from`; a key that is there in another case keeps its spelling. */
function withMembers(
  into: Dictionary,
  from: Dictionary,
  choose: (current: unknown, value: unknown) => unknown,
): Dictionary {
  const merged = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const known = findKey(merged, key) ?? key;
    merged[known] = choose(merged[known], value);
  }
  return merged;
}

/** Later values win; objects inside objects are merged, arrays are replaced, as ARM does. */
function mergeObjects(into: Dictionary, from: Dictionary): Dictionary {
  return withMembers(into, from, (current, value) =>
    isDictionary(current) && isDictionary(value) ? mergeObjects(current, value) : value,
  );
}

function intersectionOfObjects([head = {}, ...rest]: Dictionary[]): Dictionary {
  const shared = Object.entries(head).filter(([key, value]) =>
    rest.every((other) => {
      const known = findKey(other, key);
      return known !== undefined && isDeepStrictEqual(other[known], value);
    }),
  );
  return Object.fromEntries(shared);
}

/** One step into a value, null where there is nothing. */
function tryGet(value: unknown, step: unknown): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? (value[step] ?? null) : null;
  if (!isDictionary(value) || typeof step !== 'string') return null;
  const key = findKey(value, step);
  return key === undefined ? null : value[key];
}
