import type { Context } from 'hono';
import type { EmulatorContext } from '../context.ts';
import type { JsonObject, Operation, Resource } from '../state/models.ts';
import { ArmError } from './arm-error.ts';
import { parseLenientJson } from './lenient-json.ts';
import { requireKind } from './lookup.ts';

const MAX_PAGE_LENGTH = 1000;
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const JSON_MEDIA_TYPE = /^(application|text)\/(.+\+)?json$/i;

/** Scheme and host as the client wrote them: a carrier in between says so in its forwarding headers. */
export function originOf(c: Context): string {
  const url = new URL(c.req.url);
  const scheme = c.req.header('x-forwarded-proto') ?? url.protocol.slice(0, -1);
  return `${scheme}://${c.req.header('x-forwarded-host') ?? url.host}`;
}

/** The request's body parsed; an empty one is undefined. Throws ArmError when it is too large or no JSON. */
export async function readJson(c: Context): Promise<unknown> {
  return (await readJsonText(c)).value;
}

/** As `readJson`, with the text that it was read from. */
export async function readJsonText(c: Context): Promise<{ text: string; value: unknown }> {
  const text = await readText(c);
  const value = parseJson(text);
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim() ?? '';
  if (value === undefined || mediaType === '' || JSON_MEDIA_TYPE.test(mediaType)) return { text, value };
  throw new ArmError(
    415,
    'UnsupportedMediaType',
    `The content media type '${mediaType}' is not supported. Only 'application/json' is supported.`,
  );
}

/** As `readJson`, whatever the body says that it is. */
export async function readUntypedJson(c: Context): Promise<unknown> {
  return parseJson(await readText(c));
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    const value = readStrictly(text);
    return value === undefined ? parseLenientJson(text) : value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    throw new ArmError(
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: '${reason}'.`,
    );
  }
}

/** Nearly every body is plain JSON, which the engine itself reads fastest. */
function readStrictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling: 4 MB. */
async function readText(c: Context): Promise<string> {
  const tooLarge = new ArmError(
    413,
    'RequestContentTooLarge',
    'The request content size exceeds the maximum size of 4 MB.',
  );
  if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

/** One page of a list, with the link to the next; `lengthName` is the query that asks for its length. */
export function pageOf(
  c: Context,
  values: JsonObject[],
  lengthName = '$top',
): { value: JsonObject[]; nextLink?: string } {
  const start = readCount(c, '$skiptoken') ?? 0;
  const length = Math.min(readCount(c, lengthName) || MAX_PAGE_LENGTH, MAX_PAGE_LENGTH);
  const end = start + length;
  const value = values.slice(start, end);
  if (end >= values.length) return { value };
  const next = new URL(c.req.url);
  for (const name of [...next.searchParams.keys()]) {
    if (name.toLowerCase() === '$skiptoken') next.searchParams.delete(name);
  }
  next.searchParams.set('$skiptoken', String(end));
  // As ARM writes it: a plus sign means a space in forms only.
  return { value, nextLink: `${originOf(c)}${next.pathname}${next.search.replaceAll('+', '%20')}` };
}

/** A whole number of the query, undefined when it is not there. Throws ArmError when it is something else. */
function readCount(c: Context, name: string): number | undefined {
  const text = queryOf(c, name);
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const parameter = name.toLowerCase() === '$skiptoken' ? 'InvalidSkipToken' : 'InvalidTopInQueryString';
  throw new ArmError(400, parameter, `Invalid ${name} '${text}' specified in the query string.`);
}

/** A query parameter by its name in any case. */
export function queryOf(c: Context, name: string): string | undefined {
  const parameters = [...new URL(c.req.url).searchParams];
  return parameters.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
}

/** The headers that let a client follow an operation on a resource. */
export function operationHeaders(
  context: EmulatorContext,
  c: Context,
  resource: Resource,
  operation: Operation,
): { status: string | undefined; result: string } {
  const { type, operationUrls } = requireKind(resource.type);
  if (!operationUrls) throw new Error(`${type} has no operations.`);
  const base = `${originOf(c)}/subscriptions/${context.account().subscription.id}/providers/${type.split('/')[0]}/locations/${resource.location}`;
  const url = (segment: string) =>
    `${base}/${segment}/${operation.id}?api-version=${queryOf(c, 'api-version')}`;
  return {
    status: operationUrls.status && url(operationUrls.status),
    result: url(operationUrls.result),
  };
}
