import { z } from 'zod';
import type { EvaluationContext } from './context.ts';
import { evaluate } from './evaluate.ts';
import { type Expression, ExpressionError } from './expression.ts';
import { parseTemplateString } from './parse-expression.ts';
import { type Dictionary, isDictionary, typeName } from './values.ts';

/** `text` is the expression as the template has it, brackets included. */
export type ExpressionVisitor = (expression: Expression, context: EvaluationContext, text: string) => unknown;

/** ARM refuses a loop of more turns than this. */
const MAX_LOOP_COUNT = 800;

/** A plain member, also under a name like `__proto__`. */
const MEMBER = { configurable: true, enumerable: true, writable: true };

const valueLoopSchema = z.array(z.strictObject({ name: z.string(), count: z.unknown(), input: z.unknown() }));

/**
 * A value of the template with every expression in it replaced by what `visit` makes of it, and every `copy`
 * of properties unrolled. Nulls stay null.
 */
export function resolveValue(
  node: unknown,
  context: EvaluationContext,
  visit: ExpressionVisitor = evaluate,
): unknown {
  if (typeof node === 'string') {
    const parsed = parseTemplateString(node);
    if ('literal' in parsed) return parsed.literal;
    const value = visit(parsed.expression, context, node);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || isDictionary(value))
      return value;
    throw new ExpressionError(`The language expression '${node}' is not valid: a lambda is no value`);
  }
  if (Array.isArray(node)) return node.map((item) => resolveValue(item, context, visit));
  return isDictionary(node) ? resolveObject(node, context, visit) : node;
}

function resolveObject(node: Dictionary, context: EvaluationContext, visit: ExpressionVisitor): Dictionary {
  const resolved: Dictionary = {};
  for (const [key, value] of Object.entries(node)) {
    const loops = key.toLowerCase() === 'copy' ? valueLoopSchema.safeParse(value) : undefined;
    if (!loops?.success) {
      const name = String(resolveValue(key, context, visit));
      Object.defineProperty(resolved, name, { ...MEMBER, value: resolveValue(value, context, visit) });
      continue;
    }
    for (const loop of loops.data) {
      resolved[loop.name] = loopTurns(loop.name, loop.count, context, false).map((turn) =>
        resolveValue(loop.input, turn, visit),
      );
    }
  }
  return resolved;
}

/** One context per turn of a loop; `count` may be an expression, but not one that waits for a resource. */
export function loopTurns(
  name: string,
  count: unknown,
  context: EvaluationContext,
  nameless: boolean,
): EvaluationContext[] {
  const length = resolveValue(count, { ...context, runtime: undefined });
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || length > MAX_LOOP_COUNT) {
    throw new ExpressionError(
      `The copy count of the loop '${name}' must be an integer from 0 to ${MAX_LOOP_COUNT}, not '${JSON.stringify(length)}'. Please see https://aka.ms/arm-copy for usage details`,
    );
  }
  return Array.from({ length }, (_, index) => ({
    ...context,
    loops: [...context.loops, { name, index, nameless }],
  }));
}

/** As `resolveValue`, for a place where only a string makes sense. */
export function resolveString(node: unknown, context: EvaluationContext, what: string): string {
  const value = resolveValue(node, context);
  if (typeof value === 'string') return value;
  throw new ExpressionError(`${what} must be a string, not a value of type '${typeName(value)}'`);
}
