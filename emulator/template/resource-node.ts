import { type ResourceNode, type Runtime, Unanswerable } from './contract.ts';
import type { DeclaredResource } from './declare-resources.ts';
import { dependenciesOf } from './dependencies.ts';
import { evaluate } from './evaluate.ts';
import { ExpressionError } from './expression.ts';
import { type ExpressionVisitor, resolveValue } from './resolve.ts';
import { evaluateWithRuntime } from './runtime-values.ts';
import { locateExpressionError, TemplateError } from './template-error.ts';
import type { RawResource } from './template-schema.ts';
import { isDictionary } from './values.ts';

/** What belongs to the template and is not sent to the resource's provider. */
const TEMPLATE_KEYS = new Set([
  'type',
  'name',
  'apiversion',
  'condition',
  'copy',
  'dependson',
  'resources',
  'existing',
  'comments',
  'metadata',
]);

/** A declared resource as the deployment runs it. Throws TemplateError when its dependencies are wrong. */
export function toResourceNode(
  resource: DeclaredResource,
  find: (reference: string) => DeclaredResource[],
): ResourceNode {
  const { id, type, name, apiVersion, location, enabled } = resource;
  const dependsOn = enabled
    ? locateExpressionError(`template resource '${name}'`, () => dependenciesOf(resource, find))
    : [];
  return {
    id,
    type,
    name,
    apiVersion,
    location,
    enabled,
    dependsOn,
    body: (runtime) => resolveBody(resource, find, runtime, evaluate),
    foreseenBody: (runtime) => resolveBody(resource, find, runtime, evaluateOrKeep),
  };
}

async function resolveBody(
  { id, raw, context }: DeclaredResource,
  find: (reference: string) => DeclaredResource[],
  runtime: Runtime,
  visit: ExpressionVisitor,
): Promise<Record<string, unknown>> {
  try {
    return await evaluateWithRuntime(
      runtime,
      (reference) => find(reference)[0],
      (view) => {
        const body = resolveValue(bodyOf(raw), { ...context, runtime: view }, visit);
        return isDictionary(body) ? body : {};
      },
    );
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new TemplateError(
      'InvalidTemplate',
      `Unable to process template language expressions for resource '${id}'. '${error.message}'`,
    );
  }
}

const evaluateOrKeep: ExpressionVisitor = (expression, context, text) => {
  try {
    return evaluate(expression, context);
  } catch (error) {
    if (error instanceof Unanswerable) return text;
    throw error;
  }
};

function bodyOf(raw: RawResource): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !TEMPLATE_KEYS.has(key.toLowerCase())));
}
