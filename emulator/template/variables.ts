import type { EvaluationContext } from './context.ts';
import { ExpressionError } from './expression.ts';
import { resolveValue } from './resolve.ts';
import { invalidTemplate, locateExpressionError } from './template-error.ts';
import { type Dictionary, findKey, isDictionary } from './values.ts';

/** A reader of variables that resolves each on first use, and names a circle instead of running into it. */
export function variableReader(raw: Dictionary, context: () => EvaluationContext): (name: string) => unknown {
  const { copy, ...single } = raw;
  const loops = Array.isArray(copy) ? copy.filter(isDictionary) : [];
  const known: Dictionary = {};
  const open: string[] = [];

  const resolve = (name: string): unknown => {
    const key = findKey(single, name);
    if (key !== undefined) return resolveValue(single[key], context());
    // A `copy` at the top makes one variable per loop; resolving it as an object yields them all.
    const loop = loops.filter((item) => String(item.name).toLowerCase() === name.toLowerCase());
    if (loop.length > 0) return Object.values(Object(resolveValue({ copy: loop }, context())))[0];
    throw new ExpressionError(
      `The template variable '${name}' is not found. Please see https://aka.ms/arm-syntax-variables for usage details.`,
    );
  };

  return (name) => {
    const id = name.toLowerCase();
    if (Object.hasOwn(known, id)) return known[id];
    if (open.includes(id))
      throw invalidTemplate(
        `Circular dependency detected on the template variables '${[...open, id].join("' -> '")}'`,
      );
    const key = findKey(single, name);
    if (key === undefined && !loops.some((item) => String(item.name).toLowerCase() === id))
      return resolve(name);
    open.push(id);
    try {
      known[id] = locateExpressionError(
        `template variable '${name}'`,
        () => context().places(['variables', key ?? 'copy']),
        () => resolve(name),
      );
    } finally {
      open.pop();
    }
    return known[id];
  };
}
