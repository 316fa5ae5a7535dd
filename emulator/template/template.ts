import { createBudget } from './budget.ts';
import type { EvaluationContext } from './context.ts';
import type { ExpandedTemplate, TemplateInput, TypedValue } from './contract.ts';
import { declareResources } from './declare-resources.ts';
import { refuseCycles, resourceIndex } from './dependencies.ts';
import { describeDeployment } from './describe-deployment.ts';
import { ExpressionError } from './expression.ts';
import { failedOutputs, resolveOutput } from './outputs.ts';
import { resolveParameters } from './parameters.ts';
import { NOWHERE } from './place.ts';
import { resolveValue } from './resolve.ts';
import { toResourceNode } from './resource-node.ts';
import { evaluateWithRuntime } from './runtime-values.ts';
import { parseTemplate } from './template-schema.ts';
import { userFunctions } from './user-functions.ts';
import { variableReader } from './variables.ts';

export type {
  ExpandedTemplate,
  ResourceNode,
  Runtime,
  TemplateInput,
} from './contract.ts';

/**
 * Checks a template against its parameters and unrolls it into a graph of resources to deploy. What only a
 * deployed resource can tell (`reference()`, `list*()`) is asked when a body or an output is resolved.
 * Language: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax. Throws TemplateError.
 */
export function expandTemplate(input: TemplateInput): ExpandedTemplate {
  const { scope, places = () => NOWHERE } = input;
  const template = parseTemplate(input.template, places, scope.resourceGroup !== undefined);
  const definitions = template.definitions ?? {};
  const base: Omit<EvaluationContext, 'parameter' | 'variable'> = {
    scope,
    deployment: describeDeployment(input),
    places,
    budget: createBudget(),
    userFunction: userFunctions(template.functions ?? [], definitions),
    loops: [],
    locals: new Map(),
    runtime: undefined,
    inDefault: false,
  };

  const known = resolveParameters(
    { declared: template.parameters ?? {}, definitions, places },
    input.parameters,
    (value, parameter) =>
      resolveValue(value, { ...base, parameter, variable: refuseVariable, inDefault: true }),
  );
  const context: EvaluationContext = {
    ...base,
    parameter: known.read,
    variable: variableReader(template.variables ?? {}, () => context),
  };

  for (const name of Object.keys(template.variables ?? {})) if (name !== 'copy') context.variable(name);

  const declared = declareResources(template.resources, context);
  const find = resourceIndex(declared);
  const resources = declared
    .filter((resource) => !resource.existing)
    .map((resource) => toResourceNode(resource, find));
  refuseCycles(resources);

  return {
    parameters: known.echo,
    secureValues: known.secureValues,
    resources,
    async outputs(runtime) {
      const outputs: Record<string, TypedValue> = {};
      const failures = new Map<string, string>();
      for (const [name, output] of Object.entries(template.outputs ?? {})) {
        try {
          const value = await evaluateWithRuntime(runtime, find, (view) =>
            resolveOutput(output, definitions, { ...context, runtime: view }),
          );
          if (value) outputs[name] = value;
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          failures.set(name, error.message);
        }
      }
      if (failures.size > 0) throw failedOutputs(failures);
      return outputs;
    },
  };
}

function refuseVariable(name: string): never {
  throw new ExpressionError(
    `The template function 'variables' is not expected at this location: the default value of a parameter cannot use the variable '${name}'. Please see https://aka.ms/arm-functions for usage details.`,
  );
}
