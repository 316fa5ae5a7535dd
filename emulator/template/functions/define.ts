import type { Deferred, EvaluationContext, TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';

type Arity = { min: number; max: number };

export const exactly = (count: number): Arity => ({ min: count, max: count });
export const between = (min: number, max: number): Arity => ({ min, max });
export const atLeast = (min: number): Arity => ({ min, max: Number.POSITIVE_INFINITY });

/** A function of its arguments' values. */
export function define(
  name: string,
  arity: Arity,
  call: (args: unknown[], context: EvaluationContext) => unknown,
): TemplateFunction {
  return defineLazy(name, arity, (args, context) =>
    call(
      args.map((argument) => argument()),
      context,
    ),
  );
}

/** A function that decides itself which arguments to evaluate. */
export function defineLazy(
  name: string,
  arity: Arity,
  call: (args: Deferred[], context: EvaluationContext) => unknown,
): TemplateFunction {
  return {
    name,
    call(args, context) {
      if (args.length < arity.min || args.length > arity.max) throw wrongCount(name, arity, args.length);
      return call(args, context);
    },
  };
}

function wrongCount(name: string, { min, max }: Arity, got: number): ExpressionError {
  const wanted =
    min === max
      ? `${min}`
      : max === Number.POSITIVE_INFINITY
        ? `at least ${min}`
        : `between ${min} and ${max}`;
  return new ExpressionError(
    `Unable to evaluate template language function '${name}': function requires ${wanted} argument(s) while ${got} were provided. Please see https://aka.ms/arm-resource-functions/#${name} for usage details.`,
  );
}
