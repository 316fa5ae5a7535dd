import type { EvaluationContext } from './context.ts';
import type { ExpandedTemplate, TemplateInput, TypedValue } from './contract.ts';
import { declareResources } from './declare-resources.ts';
import { refuseCycles, resourceIndex } from './dependencies.ts';
import { ExpressionError } from './expression.ts';
import { resolveOutput } from './outputs.ts';
import { resolveParameters } from './parameters.ts';
import { resolveValue } from './resolve.ts';
import { toResourceNode } from './resource-node.ts';
import { evaluateWithRuntime } from './runtime-values.ts';
import { parseTemplate } from './template-schema.ts';
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
export function expandTemplate({ template: document, parameters, scope }: TemplateInput): ExpandedTemplate {
  const template = parseTemplate(document);
  const base: Omit<EvaluationContext, 'parameter' | 'variable'> = {
    scope,
    loops: [],
    locals: new Map(),
    runtime: undefined,
    inDefault: false,
  };

  const known = resolveParameters(template.parameters ?? {}, parameters, (value, parameter) =>
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
  const locate = (reference: string) => find(reference)[0];
  const resources = declared
    .filter((resource) => !resource.existing)
    .map((resource) => toResourceNode(resource, find));
  refuseCycles(resources);

  return {
    parameters: known.echo,
    resources,
    async outputs(runtime) {
      const outputs: Record<string, TypedValue> = {};
      for (const [name, output] of Object.entries(template.outputs ?? {})) {
        const value = await evaluateWithRuntime(runtime, locate, (view) =>
          resolveOutput(name, output, { ...context, runtime: view }),
        );
        if (value) outputs[name] = value;
      }
      return outputs;
    },
  };
}

function refuseVariable(name: string): never {
  throw new ExpressionError(
    `The template function 'variables' is not expected at this location: the default value of a parameter cannot use the variable '${name}'`,
  );
}
