import type { EvaluationContext } from './context.ts';
import type { TypedValue } from './contract.ts';
import { ExpressionError } from './expression.ts';
import { loopTurns, resolveValue } from './resolve.ts';
import { TemplateError } from './template-error.ts';
import type { RawOutput } from './template-schema.ts';
import { problemOf } from './type-problems.ts';
import { canonicalType, type Definitions, followReference } from './value-types.ts';

/** An output's value, or undefined when its condition is false. Throws ExpressionError. */
export function resolveOutput(
  output: RawOutput,
  definitions: Definitions,
  context: EvaluationContext,
): TypedValue | undefined {
  if (output.condition != null && resolveValue(output.condition, context) !== true) return undefined;
  const value = output.copy
    ? loopTurns('output', output.copy.count, context, true).map((turn) =>
        resolveValue(output.copy?.input, turn),
      )
    : resolveValue(output.value, context);
  context.budget.spend(value);
  const type = followReference(output, definitions);
  const problem = problemOf(value ?? null, type, definitions);
  if (problem)
    throw new ExpressionError(
      `Template output ${problem} Please see https://aka.ms/arm-syntax-outputs for usage details.`,
    );
  return { type: canonicalType(type.type), value: value ?? null };
}

/** What a deployment ends with when outputs cannot be told, by their names and reasons. */
export function failedOutputs(reasons: ReadonlyMap<string, string>): TemplateError {
  const code = 'DeploymentOutputEvaluationFailed';
  return new TemplateError(
    code,
    `Unable to evaluate template outputs: '${[...reasons.keys()].join(',')}'. Please see error details and deployment operations. Please see https://aka.ms/arm-common-errors for usage details.`,
    {
      details: [...reasons].map(([target, why]) => ({
        code,
        target,
        message: `The template output '${target}' is not valid: ${why}.`,
      })),
    },
  );
}
