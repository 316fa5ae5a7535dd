import { z } from 'zod';
import { type Dictionary, findKey, isDictionary } from './values.ts';

const DEPLOYMENT_TYPE = 'Microsoft.Resources/deployments';

const options = z.object({
  expressionEvaluationOptions: z.looseObject({ scope: z.string().optional() }).nullish(),
});

/** A resource's body and, apart from it, the template of a nested deployment that only that deployment evaluates. */
export function splitNested(type: string, body: Dictionary): { body: Dictionary; inner: unknown } {
  const properties = body.properties;
  if (type.toLowerCase() !== DEPLOYMENT_TYPE.toLowerCase() || !isDictionary(properties))
    return { body, inner: undefined };
  const scope = options.safeParse(properties).data?.expressionEvaluationOptions?.scope;
  const key = findKey(properties, 'template');
  if (scope?.toLowerCase() !== 'inner' || key === undefined) return { body, inner: undefined };
  const { [key]: inner, ...rest } = properties;
  return { body: { ...body, properties: rest }, inner };
}

/**
 * The body as the nested deployment gets it: an inner template as it is written, an outer one evaluated already, so
 * that text which looks like an expression is to stay text.
 */
export function joinNested(type: string, body: Dictionary, inner: unknown): Dictionary {
  const properties = body.properties;
  if (type.toLowerCase() !== DEPLOYMENT_TYPE.toLowerCase() || !isDictionary(properties)) return body;
  const key = findKey(properties, 'template');
  const template = inner ?? (key === undefined ? undefined : asText(properties[key]));
  return template === undefined
    ? body
    : { ...body, properties: { ...properties, [key ?? 'template']: template } };
}

function asText(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('[') && value.endsWith(']') ? `[${value}` : value;
  if (Array.isArray(value)) return value.map(asText);
  if (!isDictionary(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [String(asText(key)), asText(member)]),
  );
}
