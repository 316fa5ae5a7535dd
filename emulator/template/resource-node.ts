import { type ResourceNode, type Runtime, Unanswerable } from './contract.ts';
import type { DeclaredResource } from './declare-resources.ts';
import { dependenciesOf } from './dependencies.ts';
import { evaluate } from './evaluate.ts';
import { ExpressionError } from './expression.ts';
import { joinNested, splitNested } from './nested-deployment.ts';
import { at } from './place.ts';
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
  'scope',
  'subscriptionid',
  'resourcegroup',
]);

/** A declared resource as the deployment runs it. Throws TemplateError when its dependencies are wrong. */
export function toResourceNode(
  resource: DeclaredResource,
  find: (reference: string) => DeclaredResource[],
): ResourceNode {
  const { id, symbol, type, name, apiVersion, location, enabled, place } = resource;
  const dependsOn = enabled
    ? locateExpressionError(`template resource '${name}'`, place, () => dependenciesOf(resource, find))
    : [];
  return {
    id,
    ...(symbol !== undefined && { symbol }),
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
  { id, type, raw, place, context }: DeclaredResource,
  find: (reference: string) => DeclaredResource[],
  runtime: Runtime,
  visit: ExpressionVisitor,
): Promise<Record<string, unknown>> {
  const { body: outer, inner } = splitNested(type, bodyOf(raw));
  try {
    return await evaluateWithRuntime(runtime, find, (view) => {
      const body = resolveValue(outer, { ...context, runtime: view }, visit);
      context.budget.spend(body);
      return isDictionary(body) ? joinNested(type, body, inner) : {};
    });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new TemplateError(
      'InvalidTemplate',
      `Unable to process template language expressions for resource '${id}' ${at(place())}. '${error.message}'`,
      { place: place() },
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
