import { isDeepStrictEqual } from 'node:util';
import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { expectBoolean, expectString, typeName } from '../values.ts';
import { atLeast, define, defineLazy, exactly } from './define.ts';

const compare = (
  name: string,
  holds: (left: number | string, right: number | string) => boolean,
): TemplateFunction =>
  define(name, exactly(2), ([left, right]) => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left, right);
    // Strings are compared by code unit: the order does not depend on a locale.
    if (typeof left === 'string' && typeof right === 'string') return holds(left, right);
    throw new ExpressionError(
      `The template language function '${name}' expects two parameters of matching types. The function was invoked with values of type '${typeName(left)}' and '${typeName(right)}' that do not match.`,
    );
  });

export const logicFunctions: TemplateFunction[] = [
  define('true', exactly(0), () => true),
  define('false', exactly(0), () => false),
  define('null', exactly(0), () => null),
  defineLazy('if', exactly(3), ([condition, whenTrue, whenFalse]) =>
    expectBoolean('if', condition?.()) ? whenTrue?.() : whenFalse?.(),
  ),
  defineLazy('and', atLeast(2), (args) => args.every((argument) => expectBoolean('and', argument()))),
  defineLazy('or', atLeast(2), (args) => args.some((argument) => expectBoolean('or', argument()))),
  define('not', exactly(1), ([value]) => !expectBoolean('not', value)),
  define('bool', exactly(1), ([value]) => toBoolean(value)),
  define('equals', exactly(2), ([left, right]) => isDeepStrictEqual(left, right)),
  compare('less', (left, right) => left < right),
  compare('lessOrEquals', (left, right) => left <= right),
  compare('greater', (left, right) => left > right),
  compare('greaterOrEquals', (left, right) => left >= right),
  defineLazy('coalesce', atLeast(1), (args) => {
    for (const argument of args) {
      const value = argument();
      if (value !== null && value !== undefined) return value;
    }
    return null;
  }),
  define('fail', exactly(1), ([message]) => {
    throw new ExpressionError(expectString('fail', message));
  }),
];

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string' && /^(true|1)$/i.test(value)) return true;
  if (typeof value === 'string' && /^(false|0)$/i.test(value)) return false;
  throw new ExpressionError(
    "The template language function 'bool' was invoked with a parameter that is not valid. The value cannot be converted to the target type.",
  );
}
