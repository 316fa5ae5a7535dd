import type { EvaluationContext, RuntimeView } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { parseResourceId } from '../resource-id.ts';
import { expectString } from '../values.ts';
import { between, define, type TemplateFunction } from './define.ts';

const LIST_FUNCTION = /^list\w*$/i;

/** True for the functions that make the resource they stand in wait for the one they name. */
export function isRuntimeFunction(name: string): boolean {
  return name.toLowerCase() === 'reference' || LIST_FUNCTION.test(name);
}

export const referenceFunction: TemplateFunction = define('reference', between(1, 3), (args, context) => {
  const runtime = requireRuntime('reference', context);
  const { id, apiVersion } = locate('reference', runtime, args);
  const full = typeof args[2] === 'string' && args[2].toLowerCase() === 'full';
  if (args[2] !== undefined && !full)
    throw new ExpressionError("The third argument of the template function 'reference' can only be 'Full'");
  return runtime.answer({
    key: JSON.stringify(['reference', id.toLowerCase(), apiVersion, full]),
    ask: (source) => source.reference(id, apiVersion, full),
  });
});

/** `listKeys`, `listAccountSas` …: every `list*` name is a POST action of the resource's provider. */
export function listFunction(name: string): TemplateFunction | undefined {
  if (!LIST_FUNCTION.test(name)) return undefined;
  return define(name, between(1, 3), (args, context) => {
    const runtime = requireRuntime(name, context);
    const { id, apiVersion } = locate(name, runtime, args);
    return runtime.answer({
      key: JSON.stringify([name.toLowerCase(), id.toLowerCase(), apiVersion, args[2] ?? null]),
      ask: (source) => source.list(name, id, apiVersion, args[2]),
    });
  });
}

function requireRuntime(name: string, context: EvaluationContext): RuntimeView {
  if (context.runtime) return context.runtime;
  throw new ExpressionError(
    `The template function '${name}' is not expected at this location. Please see https://aka.ms/arm-functions for usage details.`,
  );
}

function locate(name: string, runtime: RuntimeView, args: unknown[]): { id: string; apiVersion: string } {
  const target = expectString(name, args[0]);
  const version = args[1] === undefined || args[1] === null ? undefined : expectString(name, args[1]);
  const own = runtime.locate(target);
  if (own) return { id: own.id, apiVersion: version ?? own.apiVersion };
  if (parseResourceId(target) && version !== undefined) return { id: target, apiVersion: version };
  throw new ExpressionError(
    `The resource '${target}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.`,
  );
}
