import type { Deferred, TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { expectArray, expectBoolean, expectObject, expectString } from '../values.ts';
import { between, define, defineLazy, exactly } from './define.ts';

/** What `lambda('x', …)` evaluates to: a function that only the functions below can call. */
class Lambda {
  readonly names: string[];
  readonly #body: Deferred;
  readonly #around: ReadonlyMap<string, unknown>;

  constructor(names: string[], body: Deferred, around: ReadonlyMap<string, unknown>) {
    this.names = names;
    this.#body = body;
    this.#around = around;
  }

  call(...values: unknown[]): unknown {
    const own = this.names.map((name, index): [string, unknown] => [name.toLowerCase(), values[index]]);
    return this.#body(new Map([...this.#around, ...own]));
  }
}

function expectLambda(functionName: string, value: unknown): Lambda {
  if (value instanceof Lambda) return value;
  throw new ExpressionError(`The template language function '${functionName}' expects a lambda`);
}

export const lambdaFunctions: TemplateFunction[] = [
  defineLazy('lambda', between(1, 4), (args, context) => {
    const body = args.at(-1);
    if (!body) throw new ExpressionError("The template language function 'lambda' expects a body");
    const names = args.slice(0, -1).map((name) => expectString('lambda', name()));
    return new Lambda(names, body, context.locals);
  }),
  define('lambdaVariables', exactly(1), ([name], { locals }) => {
    const key = expectString('lambdaVariables', name).toLowerCase();
    if (!locals.has(key)) throw new ExpressionError(`The lambda variable '${name}' is not found`);
    return locals.get(key);
  }),
  define('map', exactly(2), ([items, lambda]) => {
    const apply = expectLambda('map', lambda);
    return expectArray('map', items).map((item, index) => apply.call(item, index));
  }),
  define('filter', exactly(2), ([items, lambda]) => {
    const keep = expectLambda('filter', lambda);
    return expectArray('filter', items).filter((item, index) =>
      expectBoolean('filter', keep.call(item, index)),
    );
  }),
  define('reduce', exactly(3), ([items, initial, lambda]) => {
    const join = expectLambda('reduce', lambda);
    return expectArray('reduce', items).reduce((sum, item, index) => join.call(sum, item, index), initial);
  }),
  define('sort', exactly(2), ([items, lambda]) => {
    const isBefore = expectLambda('sort', lambda);
    const before = (left: unknown, right: unknown) => expectBoolean('sort', isBefore.call(left, right));
    return expectArray('sort', items).toSorted((left, right) => {
      if (before(left, right)) return -1;
      return before(right, left) ? 1 : 0;
    });
  }),
  define('mapValues', exactly(2), ([object, lambda]) => {
    const apply = expectLambda('mapValues', lambda);
    const entries = Object.entries(expectObject('mapValues', object));
    return Object.fromEntries(entries.map(([key, value]) => [key, apply.call(value)]));
  }),
  define('toObject', between(2, 3), (args) => Object.fromEntries(keyed('toObject', args))),
  define('groupBy', between(2, 3), (args) => {
    const groups = Map.groupBy(keyed('groupBy', args), ([key]) => key);
    return Object.fromEntries([...groups].map(([key, pairs]) => [key, pairs.map(([, value]) => value)]));
  }),
];

/** Each item of an array with the key that a lambda gives it, its value by a second lambda when there is one. */
function keyed(name: string, [items, keyLambda, valueLambda]: unknown[]): [string, unknown][] {
  const keyOf = expectLambda(name, keyLambda);
  const readValue = valueLambda === undefined ? undefined : expectLambda(name, valueLambda);
  return expectArray(name, items).map((item) => [
    expectString(name, keyOf.call(item)),
    readValue ? readValue.call(item) : item,
  ]);
}
