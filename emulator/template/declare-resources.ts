import type { EvaluationContext } from './context.ts';
import { ExpressionError } from './expression.ts';
import { loopTurns, resolveString, resolveValue } from './resolve.ts';
import { joinResourceId } from './resource-id.ts';
import { invalidTemplate, locateExpressionError } from './template-error.ts';
import { parseResource, type RawResource, type RawTemplate } from './template-schema.ts';
import { type Dictionary, typeName } from './values.ts';

/** A resource of the template after loops and nesting, before its body is resolved. */
export type DeclaredResource = {
  id: string;
  type: string;
  name: string;
  apiVersion: string;
  location: string | undefined;
  enabled: boolean;
  /** Only refers to a resource that is there already; it is not deployed. */
  existing: boolean;
  /** Lower-case names under which a whole loop, or a symbol, can be depended on. */
  aliases: string[];
  /** Turns of its own loop that a serial loop makes it wait for. */
  after: DeclaredResource[];
  raw: RawResource;
  /** What its expressions see. */
  context: EvaluationContext;
};

type Parent = { type: string; name: string; apiVersion: string };

/** Every resource that the template declares, in the order of the template. Throws TemplateError. */
export function declareResources(
  resources: RawTemplate['resources'],
  context: EvaluationContext,
): DeclaredResource[] {
  const declared = Array.isArray(resources)
    ? resources.flatMap((raw) => declare(raw, undefined, context, undefined))
    : Object.entries(resources).flatMap(([symbol, raw]) => declare(raw, undefined, context, symbol));

  const seen = new Set<string>();
  for (const { id, type, name, enabled } of declared.filter((resource) => !resource.existing)) {
    if (enabled && seen.has(id.toLowerCase()))
      throw invalidTemplate(
        `The resource '${type}/${name}' is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      );
    if (enabled) seen.add(id.toLowerCase());
  }
  return declared;
}

function declare(
  document: Dictionary,
  parent: Parent | undefined,
  context: EvaluationContext,
  symbol: string | undefined,
): DeclaredResource[] {
  const raw = parseResource(document);
  return locateExpressionError(`template resource '${raw.name}'`, () => {
    if (!raw.copy) return declareOne(raw, parent, context, symbol === undefined ? [] : [symbol]);
    const { name, count, mode, batchSize = 1 } = raw.copy;
    const aliases = (index: number) =>
      symbol === undefined ? [name] : [name, symbol, `${symbol}[${index}]`];
    const turns = loopTurns(name, count, context, true).map((turn, index) =>
      declareOne(raw, parent, turn, aliases(index)),
    );
    if (mode?.toLowerCase() === 'serial') chainBatches(turns, batchSize);
    return turns.flat();
  });
}

/** Each batch of a serial loop waits for the batch before it. */
function chainBatches(turns: DeclaredResource[][], batchSize: number): void {
  for (const [index, resources] of turns.entries()) {
    const batch = Math.floor(index / batchSize);
    const previous = turns.slice((batch - 1) * batchSize, batch * batchSize).flat();
    if (batch > 0) for (const resource of resources) resource.after = previous;
  }
}

function declareOne(
  raw: RawResource,
  parent: Parent | undefined,
  context: EvaluationContext,
  aliases: string[],
): DeclaredResource[] {
  const { type, name } = fullName(raw, parent, context);
  const apiVersion = resolveString(raw.apiVersion ?? parent?.apiVersion, context, 'The apiVersion');
  const enabled = isEnabled(raw, context);
  const resource: DeclaredResource = {
    id: joinResourceId(context.scope.resourceGroup.id, type, name.split('/')),
    type,
    name,
    apiVersion,
    location:
      enabled && raw.location != null ? resolveString(raw.location, context, 'The location') : undefined,
    enabled,
    existing: raw.existing ?? false,
    aliases: aliases.map((alias) => alias.toLowerCase()),
    after: [],
    raw,
    context,
  };
  const children = raw.resources ?? [];
  return [
    resource,
    ...children.flatMap((child) => declare(child, { type, name, apiVersion }, context, undefined)),
  ];
}

/** A nested child writes the last segment of its type and name; a full type is accepted there too. */
function fullName(raw: RawResource, parent: Parent | undefined, context: EvaluationContext) {
  const ownType = resolveString(raw.type, context, 'The type');
  const ownName = resolveString(raw.name, context, 'The name');
  const nested = parent && !ownType.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`);
  const type = nested ? `${parent.type}/${ownType}` : ownType;
  const name = nested ? `${parent.name}/${ownName}` : ownName;

  const nameSegments = name.split('/');
  if (type.split('/').length !== nameSegments.length + 1 || nameSegments.includes('')) {
    throw invalidTemplate(
      `The template resource '${name}' for type '${type}' has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name. Please see https://aka.ms/arm-syntax-resources for usage details.`,
    );
  }
  return { type, name };
}

function isEnabled(raw: RawResource, context: EvaluationContext): boolean {
  const value = raw.condition === undefined ? true : resolveValue(raw.condition, context);
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(
    `The resource condition must be of type 'Boolean', not '${typeName(value)}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
  );
}
