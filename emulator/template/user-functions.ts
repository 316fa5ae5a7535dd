import type { EvaluationContext, TemplateFunction } from './context.ts';
import { ExpressionError } from './expression.ts';
import { define, exactly } from './functions/define.ts';
import { resolveValue } from './resolve.ts';
import type { RawFunctions } from './template-schema.ts';
import { problemOf } from './type-problems.ts';
import type { Definitions } from './value-types.ts';

/** A function of a template may call others, but not so many around one another. */
const MAX_CALL_DEPTH = 32;

/**
 * Finds the functions that a template defines, `contoso.uniqueName`. Their expressions see their own parameters
 * only, and no variables or resources. https://learn.microsoft.com/azure/azure-resource-manager/templates/user-defined-functions
 */
export function userFunctions(
  namespaces: RawFunctions,
  definitions: Definitions,
): (name: string) => TemplateFunction | undefined {
  const functions = new Map<string, TemplateFunction>();
  let depth = 0;

  for (const { namespace, members } of namespaces) {
    for (const [member, { parameters, output }] of Object.entries(members)) {
      const name = `${namespace}.${member}`;
      const declared = parameters ?? [];
      const call = (args: unknown[], context: EvaluationContext) => {
        for (const [index, parameter] of declared.entries())
          expectType(name, `parameter '${parameter.name}'`, problemOf(args[index], parameter, definitions));
        const value = resolveValue(output.value, insideOf(name, declared, args, context));
        expectType(name, 'output', problemOf(value, output, definitions));
        return value;
      };
      const guarded = (args: unknown[], context: EvaluationContext) => {
        if (depth >= MAX_CALL_DEPTH)
          throw new ExpressionError(`The function '${name}' calls itself, or others too deeply`);
        depth += 1;
        try {
          return call(args, context);
        } finally {
          depth -= 1;
        }
      };
      functions.set(name.toLowerCase(), define(name, exactly(declared.length), guarded));
    }
  }
  return (name) => functions.get(name.toLowerCase());
}

function expectType(name: string, what: string, problem: string | undefined): void {
  if (problem) throw new ExpressionError(`The ${what} of the function '${name}' is not valid. ${problem}`);
}

function insideOf(
  name: string,
  declared: { name: string }[],
  args: unknown[],
  context: EvaluationContext,
): EvaluationContext {
  const values = new Map(declared.map((parameter, index) => [parameter.name.toLowerCase(), args[index]]));
  return {
    ...context,
    loops: [],
    locals: new Map(),
    runtime: undefined,
    parameter(asked) {
      const key = asked.toLowerCase();
      if (values.has(key)) return values.get(key);
      throw new ExpressionError(`The function '${name}' has no parameter '${asked}'`);
    },
    variable(asked) {
      throw new ExpressionError(`The function '${name}' cannot use the variable '${asked}'`);
    },
  };
}
