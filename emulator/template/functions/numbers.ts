import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { expectInteger, toText } from '../values.ts';
import { atLeast, define, exactly } from './define.ts';

const arithmetic = (name: string, apply: (left: number, right: number) => number): TemplateFunction =>
  define(name, exactly(2), ([left, right]) => apply(expectInteger(name, left), expectInteger(name, right)));

const divisor = (name: string, value: number): number => {
  if (value === 0)
    throw new ExpressionError(`The template language function '${name}' cannot divide by zero`);
  return value;
};

const extreme = (name: string, pick: (...values: number[]) => number): TemplateFunction =>
  define(name, atLeast(1), (args) => {
    const values = Array.isArray(args[0]) ? args[0] : args;
    if (values.length === 0)
      throw new ExpressionError(`The template language function '${name}' expects a non-empty array`);
    return pick(...values.map((value) => expectInteger(name, value)));
  });

export const numberFunctions: TemplateFunction[] = [
  arithmetic('add', (left, right) => left + right),
  arithmetic('sub', (left, right) => left - right),
  arithmetic('mul', (left, right) => left * right),
  arithmetic('div', (left, right) => Math.trunc(left / divisor('div', right))),
  arithmetic('mod', (left, right) => left % divisor('mod', right)),
  extreme('min', Math.min),
  extreme('max', Math.max),
  define('int', exactly(1), ([value]) => {
    if (typeof value === 'number') return Math.trunc(value);
    if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return Number(value);
    throw new ExpressionError(
      `The template language function 'int' cannot convert provided value '${toText(value)}' to integer value. Please see https://aka.ms/arm-function-int for usage details.`,
    );
  }),
  define('range', exactly(2), ([start, count]) => {
    const first = expectInteger('range', start);
    const length = expectInteger('range', count);
    if (length < 0 || length > MAX_RANGE_COUNT || first + length > MAX_INTEGER)
      throw new ExpressionError(
        `The template language function 'range' expects a count from 0 to ${MAX_RANGE_COUNT}, and start and count together not above ${MAX_INTEGER}. The provided values are '${first}' and '${length}'. Please see https://aka.ms/arm-functions#range for usage details.`,
      );
    return Array.from({ length }, (_, index) => first + index);
  }),
];

const MAX_RANGE_COUNT = 10_000;
const MAX_INTEGER = 2_147_483_647;
