import type { EvaluationContext } from './context.ts';
import { ExpressionError } from './expression.ts';
import { at, type Place, type TemplatePath } from './place.ts';
import { loopTurns, resolveString, resolveValue } from './resolve.ts';
import { joinResourceId } from './resource-id.ts';
import { scopeIdOf } from './resource-scope.ts';
import { invalidTemplate, locateExpressionError } from './template-error.ts';
import { parseResource, type RawResource, type RawTemplate, refuseTooMany } from './template-schema.ts';
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
  symbol: string | undefined;
  /** Lower-case names under which a whole loop, or a symbol, can be depended on. */
  aliases: string[];
  /** Turns of its own loop that a serial loop makes it wait for. */
  after: DeclaredResource[];
  raw: RawResource;
  place(): Place;
  /** What its expressions see. */
  context: EvaluationContext;
};

type Parent = { type: string; name: string; apiVersion: string };
type Declaration = {
  document: Dictionary;
  path: TemplatePath;
  symbol: string | undefined;
  parent: Parent | undefined;
};

/** Every resource that the template declares, in the order of the template. Throws TemplateError. */
export function declareResources(
  resources: RawTemplate['resources'],
  context: EvaluationContext,
): DeclaredResource[] {
  const declared: DeclaredResource[] = [];
  for (const declaration of declarationsIn(resources, ['resources'], undefined)) {
    declared.push(...declare(declaration, context));
    refuseTooMany('resources', declared.filter(({ existing }) => !existing).length);
  }
  refuseTwins(declared);
  return declared;
}

function declarationsIn(
  resources: RawTemplate['resources'],
  path: TemplatePath,
  parent: Parent | undefined,
): Declaration[] {
  return Array.isArray(resources)
    ? resources.map((document, index) => ({ document, path: [...path, index], symbol: undefined, parent }))
    : Object.entries(resources).map(([symbol, document]) => ({
        document,
        path: [...path, symbol],
        symbol,
        parent,
      }));
}

function refuseTwins(declared: DeclaredResource[]): void {
  const seen = new Set<string>();
  for (const { id, type, name, place } of declared.filter(({ existing, enabled }) => enabled && !existing)) {
    if (seen.has(id.toLowerCase()))
      throw invalidTemplate(
        `The resource '${type}/${name}' ${at(place())} is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
        place(),
      );
    seen.add(id.toLowerCase());
  }
}

function declare(declaration: Declaration, context: EvaluationContext): DeclaredResource[] {
  const { document, path, symbol } = declaration;
  const place = () => context.places(path);
  const raw = parseResource(document, path, context.places);
  return locateExpressionError(`template resource '${raw.name}'`, place, () => {
    if (!raw.copy) return declareOne(raw, declaration, place, context, symbol === undefined ? [] : [symbol]);
    const { name, count, mode, batchSize } = raw.copy;
    const aliases = (index: number) =>
      symbol === undefined ? [name] : [name, symbol, `${symbol}[${index}]`];
    const turns = loopTurns(name, count, context, true).map((turn, index) =>
      declareOne(raw, declaration, place, turn, aliases(index)),
    );
    if (mode?.toLowerCase() === 'serial') chainBatches(turns, batchSizeOf(batchSize ?? 1, context));
    return turns.flat();
  });
}

function batchSizeOf(given: unknown, context: EvaluationContext): number {
  const size = resolveValue(given, context);
  if (typeof size === 'number' && Number.isInteger(size) && size > 0) return size;
  throw new ExpressionError(
    `The batch size of a serial copy must be an integer above 0, not '${JSON.stringify(size)}'. Please see https://aka.ms/arm-copy for usage details`,
  );
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
  { path, parent, symbol }: Declaration,
  place: () => Place,
  context: EvaluationContext,
  aliases: string[],
): DeclaredResource[] {
  const { type, name } = fullName(raw, parent, place, context);
  const apiVersion = resolveString(raw.apiVersion ?? parent?.apiVersion, context, 'The apiVersion');
  const id = joinResourceId(scopeIdOf(raw, context), type, name.split('/'));
  const enabled = isEnabled(raw, context);
  const resource: DeclaredResource = {
    id,
    type,
    name,
    apiVersion,
    location:
      enabled && raw.location != null ? resolveString(raw.location, context, 'The location') : undefined,
    enabled,
    existing: raw.existing ?? false,
    symbol,
    aliases: aliases.map((alias) => alias.toLowerCase()),
    after: [],
    raw,
    place,
    context,
  };
  const children = declarationsIn(raw.resources ?? [], [...path, 'resources'], { type, name, apiVersion });
  return [resource, ...children.flatMap((child) => declare(child, context))];
}

/** A nested child writes the last segment of its type and name; a full type is accepted there too. */
function fullName(
  raw: RawResource,
  parent: Parent | undefined,
  place: () => Place,
  context: EvaluationContext,
) {
  const ownType = resolveString(raw.type, context, 'The type');
  const ownName = resolveString(raw.name, context, 'The name');
  const nested = parent && !ownType.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`);
  const type = nested ? `${parent.type}/${ownType}` : ownType;
  const name = nested ? `${parent.name}/${ownName}` : ownName;

  const nameSegments = name.split('/');
  if (type.split('/').length !== nameSegments.length + 1 || nameSegments.includes('')) {
    throw invalidTemplate(
      `The template resource '${name}' for type '${type}' ${at(place())} has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      { ...place(), path: `${place().path}.type` },
    );
  }
  return { type, name };
}

function isEnabled(raw: RawResource, context: EvaluationContext): boolean {
  const value = raw.condition == null ? true : resolveValue(raw.condition, context);
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(
    `The resource condition must be of type 'Boolean', not '${typeName(value)}'. Please see https://aka.ms/arm-syntax-resources for usage details`,
  );
}
