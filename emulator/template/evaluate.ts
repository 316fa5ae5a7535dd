import type { Deferred, EvaluationContext } from './context.ts';
import { type Expression, ExpressionError } from './expression.ts';
import { findFunction } from './functions/lookup.ts';
import { findKey, isDictionary, typeName } from './values.ts';

/** Functions that answer what is there already. */
const READERS = new Set(['parameters', 'variables', 'lambdavariables', 'reference', 'if']);

/** The value of an expression. Throws ExpressionError. */
export function evaluate(expression: Expression, context: EvaluationContext): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'call':
      return call(expression, context);
    case 'property':
      return readProperty(evaluate(expression.target, context), expression.name);
    case 'index':
      return readIndex(evaluate(expression.target, context), evaluate(expression.index, context));
    default:
      return expression satisfies never;
  }
}

function call({ name, args }: Expression & { kind: 'call' }, context: EvaluationContext): unknown {
  const deferred = args.map(
    (argument): Deferred =>
      (locals = context.locals) =>
        evaluate(argument, { ...context, locals }),
  );
  const value = (context.userFunction(name) ?? findFunction(name)).call(deferred, context);
  if (!READERS.has(name.toLowerCase())) context.budget.spend(value);
  return value;
}

function readProperty(target: unknown, name: string): unknown {
  if (!isDictionary(target))
    throw new ExpressionError(
      `The language expression property '${name}' can't be evaluated, property name must be read from an object, not from a value of type '${typeName(target)}'. Please see https://aka.ms/arm-functions for usage details.`,
    );
  const key = findKey(target, name);
  if (key === undefined)
    throw new ExpressionError(
      `The language expression property '${name}' doesn't exist, available properties are '${Object.keys(target).join(', ')}'. Please see https://aka.ms/arm-functions for usage details.`,
    );
  return target[key];
}

function readIndex(target: unknown, index: unknown): unknown {
  if (typeof index === 'string') return readProperty(target, index);
  if (!Array.isArray(target) || typeof index !== 'number')
    throw new ExpressionError(
      `The language expression property can't be evaluated: a value of type '${typeName(index)}' is not an index of a value of type '${typeName(target)}'. Please see https://aka.ms/arm-functions for usage details.`,
    );
  if (index < 0 || index >= target.length)
    throw new ExpressionError(
      `The language expression property array index '${index}' is out of bounds. Please see https://aka.ms/arm-functions for usage details.`,
    );
  return target[index];
}
