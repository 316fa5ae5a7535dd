import type { EvaluationContext } from './context.ts';
import type { DeclaredResource } from './declare-resources.ts';
import { evaluate } from './evaluate.ts';
import { callsIn, type Expression, ExpressionError } from './expression.ts';
import { isRuntimeFunction } from './functions/runtime.ts';
import { splitNested } from './nested-deployment.ts';
import { resolveString, resolveValue } from './resolve.ts';
import { invalidTemplate } from './template-error.ts';

/** Finds resources of the template by what a template may call them. */
export function resourceIndex(resources: DeclaredResource[]): (reference: string) => DeclaredResource[] {
  const byName = new Map<string, DeclaredResource[]>();
  for (const resource of resources) {
    const keys = [resource.id, resource.name, relativeId(resource), `${resource.type}/${resource.name}`];
    for (const key of new Set([...keys, ...resource.aliases].map((text) => text.toLowerCase())))
      byName.set(key, [...(byName.get(key) ?? []), resource]);
  }
  return (reference) => byName.get(reference.toLowerCase()) ?? [];
}

/** `Microsoft.Storage/storageAccounts/a/fileServices/default`, the older way to name a resource. */
function relativeId({ id }: DeclaredResource): string {
  return id.slice(id.lastIndexOf('/providers/') + '/providers/'.length);
}

/** Ids that a resource waits for: its `dependsOn`, and those its `reference()` and `list*()` calls imply. */
export function dependenciesOf(
  resource: DeclaredResource,
  find: (reference: string) => DeclaredResource[],
): string[] {
  const named = (resource.raw.dependsOn ?? []).flatMap((entry) => {
    const reference = resolveString(entry, resource.context, 'An entry of dependsOn');
    const found = find(reference);
    if (found.length > 0) return found;
    throw invalidTemplate(
      `The resource '${reference}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.`,
    );
  });
  const wanted = [...named, ...resource.after, ...impliedBy(resource, find)].filter(
    (other) => other.enabled && !other.existing,
  );
  return [...new Set(wanted.map((other) => other.id))];
}

function impliedBy(
  { raw, type, context }: DeclaredResource,
  find: (reference: string) => DeclaredResource[],
): DeclaredResource[] {
  const found: DeclaredResource[] = [];
  const { dependsOn: _, resources: __, copy: ___, ...declared } = raw;
  resolveValue(splitNested(type, declared).body, context, (expression, at) => {
    for (const call of callsIn(expression)) {
      const target = isRuntimeFunction(call.name) ? targetOf(call.args[0], at) : undefined;
      if (target !== undefined) found.push(...find(target));
    }
    // The value is not wanted, but a loop's or a key's place in the tree needs some value.
    return '';
  });
  return found;
}

/** Undefined when the target itself is known only at run time, or is a lambda's variable. */
function targetOf(argument: Expression | undefined, context: EvaluationContext): string | undefined {
  try {
    const target = argument && evaluate(argument, context);
    return typeof target === 'string' ? target : undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** Refuses a circle of dependencies, and names a resource in it. */
export function refuseCycles(nodes: { id: string; dependsOn: string[] }[]): void {
  const waits = new Map(nodes.map((node) => [node.id, node.dependsOn]));
  const done = new Set<string>();
  const open = new Set<string>();

  const visit = (id: string): void => {
    if (done.has(id)) return;
    if (open.has(id))
      throw invalidTemplate(
        `Circular dependency detected on resource: '${id}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      );
    open.add(id);
    for (const next of waits.get(id) ?? []) visit(next);
    open.delete(id);
    done.add(id);
  };
  for (const { id } of nodes) visit(id);
}
