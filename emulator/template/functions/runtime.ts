import type { EvaluationContext, Located, RuntimeView, TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { isResourceId } from '../resource-id.ts';
import { expectString } from '../values.ts';
import { between, define, exactly } from './define.ts';

const LIST_FUNCTION = /^list\w*$/i;

/** True for the functions that make the resource they stand in wait for the one they name. */
export function isRuntimeFunction(name: string): boolean {
  return ['reference', 'references'].includes(name.toLowerCase()) || LIST_FUNCTION.test(name);
}

export const runtimeFunctions: TemplateFunction[] = [
  define('reference', between(1, 3), (args, context) => {
    const runtime = requireRuntime('reference', context);
    return answerOf(runtime, locate('reference', runtime, args), isFull('reference', args[2]));
  }),
  define('references', between(1, 2), ([symbol, full], context) => {
    const runtime = requireRuntime('references', context);
    const found = runtime.locate(expectString('references', symbol));
    return found.map((resource) => answerOf(runtime, resource, isFull('references', full)));
  }),
  define('resourceInfo', exactly(1), ([symbol], context) => {
    const runtime = requireRuntime('resourceInfo', context);
    const name = expectString('resourceInfo', symbol);
    const [found] = runtime.locate(name);
    if (!found) throw notDefined(name);
    return found;
  }),
];

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

function answerOf(
  runtime: RuntimeView,
  resource: Pick<Located, 'id' | 'apiVersion'>,
  full: boolean,
): unknown {
  const { id, apiVersion } = resource;
  return runtime.answer({
    key: JSON.stringify(['reference', id.toLowerCase(), apiVersion, full]),
    ask: (source) => source.reference(id, apiVersion, full),
  });
}

function isFull(name: string, argument: unknown): boolean {
  if (argument === undefined) return false;
  if (typeof argument === 'string' && argument.toLowerCase() === 'full') return true;
  throw new ExpressionError(
    `The last argument of the template function '${name}' can only be 'Full'. Please see https://aka.ms/arm-function-reference for usage details.`,
  );
}

function requireRuntime(name: string, context: EvaluationContext): RuntimeView {
  if (context.runtime) return context.runtime;
  throw new ExpressionError(
    `The template function '${name}' is not expected at this location. Please see https://aka.ms/arm-functions for usage details.`,
  );
}

function locate(
  name: string,
  runtime: RuntimeView,
  args: unknown[],
): Pick<Located, 'id'> & { apiVersion: string } {
  const target = expectString(name, args[0]);
  const version = args[1] === undefined || args[1] === null ? undefined : expectString(name, args[1]);
  const [own] = runtime.locate(target);
  if (own) return { id: own.id, apiVersion: version ?? own.apiVersion };
  if (isResourceId(target) && version !== undefined) return { id: target, apiVersion: version };
  throw notDefined(target);
}

function notDefined(target: string): ExpressionError {
  return new ExpressionError(
    `The template reference '${target}' is not valid: could not find template resource or resource copy with this name. Please see https://aka.ms/arm-function-reference for usage details.`,
  );
}
