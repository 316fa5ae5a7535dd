import type { ResourceNode, Runtime } from './contract.ts';
import type { DeclaredResource } from './declare-resources.ts';
import { dependenciesOf } from './dependencies.ts';
import { ExpressionError } from './expression.ts';
import { resolveValue } from './resolve.ts';
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
    body: (runtime) => resolveBody(resource, find, runtime),
  };
}

async function resolveBody(
  { id, raw, context }: DeclaredResource,
  find: (reference: string) => DeclaredResource[],
  runtime: Runtime,
): Promise<Record<string, unknown>> {
  try {
    return await evaluateWithRuntime(
      runtime,
      (reference) => find(reference)[0],
      (view) => {
        const body = resolveValue(bodyOf(raw), { ...context, runtime: view });
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

function bodyOf(raw: RawResource): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !TEMPLATE_KEYS.has(key.toLowerCase())));
}
