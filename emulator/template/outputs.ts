import type { EvaluationContext } from './context.ts';
import type { TypedValue } from './contract.ts';
import { ExpressionError } from './expression.ts';
import { loopTurns, resolveValue } from './resolve.ts';
import { TemplateError } from './template-error.ts';
import type { RawOutput } from './template-schema.ts';
import { canonicalType, fitsType, isSecure } from './value-types.ts';
import { typeName } from './values.ts';

/** An output's value, or undefined when its condition is false. Throws TemplateError. */
export function resolveOutput(
  name: string,
  output: RawOutput,
  context: EvaluationContext,
): TypedValue | undefined {
  try {
    if (output.condition !== undefined && resolveValue(output.condition, context) !== true) return undefined;
    const value = output.copy ? resolveLoop(name, output.copy, context) : resolveValue(output.value, context);
    const type = canonicalType(output.type);
    if (!fitsType(type, value))
      throw new ExpressionError(
        `Template output JToken type is not valid. Expected '${type}'. Actual '${typeName(value)}'. Please see https://aka.ms/arm-syntax-outputs for usage details.`,
      );
    return { type, value: isSecure(type) ? undefined : value };
  } catch (error) {
    if (error instanceof ExpressionError) throw outputError(name, error.message);
    throw error;
  }
}

function resolveLoop(name: string, copy: NonNullable<RawOutput['copy']>, context: EvaluationContext) {
  return loopTurns(name, copy.count, context, true).map((turn) => resolveValue(copy.input, turn));
}

function outputError(name: string, why: string): TemplateError {
  const code = 'DeploymentOutputEvaluationFailed';
  return new TemplateError(
    code,
    `Unable to evaluate template outputs: '${name}'. Please see error details and deployment operations. Please see https://aka.ms/arm-common-errors for usage details.`,
    [{ code, target: name, message: `The template output '${name}' is not valid: ${why}` }],
  );
}
