import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { expectString, toText } from '../values.ts';
import { define, exactly } from './define.ts';

const ofText = (name: string, apply: (text: string) => unknown): TemplateFunction =>
  define(name, exactly(1), ([text]) => apply(expectString(name, text)));

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64');

export const encodingFunctions: TemplateFunction[] = [
  ofText('json', (text) => parseJson('json', text)),
  ofText('base64', encode),
  ofText('base64ToString', (text) => decode('base64ToString', text)),
  ofText('base64ToJson', (text) => parseJson('base64ToJson', decode('base64ToJson', text))),
  define('dataUri', exactly(1), ([value]) => `data:text/plain;charset=utf8;base64,${encode(toText(value))}`),
  ofText('dataUriToString', readDataUri),
  define('uri', exactly(2), ([base, relative]) =>
    joinUri(expectString('uri', base), expectString('uri', relative)),
  ),
  ofText('uriComponent', (text) =>
    // RFC 3986 also escapes these five, which the browsers' function leaves.
    encodeURIComponent(text.toWellFormed()).replace(
      /[!'()*]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
  ofText('uriComponentToString', (text) => decodeUri(text)),
];

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ExpressionError(
      `The template language function '${name}' was invoked with a parameter that is not valid. The value is not valid JSON. Please see https://aka.ms/arm-functions#${name} for usage details.`,
    );
  }
}

function decode(name: string, text: string): string {
  if (/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    return Buffer.from(text, 'base64').toString('utf8');
  throw new ExpressionError(
    `The template language function '${name}' was invoked with a parameter that is not valid. The value cannot be decoded from base64 representation.`,
  );
}

function readDataUri(text: string): string {
  const match = /^data:[^,]*?(;base64)?,(.*)$/is.exec(text);
  if (!match)
    throw new ExpressionError(
      `The template language function 'dataUriToString' expects its parameter to be formatted as a valid data URI. The provided value '${text}' was not formatted correctly. Please see https://aka.ms/arm-functions#dataUriToString for usage details.`,
    );
  const [, base64, content = ''] = match;
  try {
    return base64 ? decode('dataUriToString', content) : decodeUri(content);
  } catch {
    throw new ExpressionError(
      "The template language function 'dataUriToString' was invoked with a parameter that is not valid. The value cannot be converted to the target type.",
    );
  }
}

/** What is no percent-encoding stays as it is, as in .NET. */
function decodeUri(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function joinUri(base: string, relative: string): string {
  if (!URL.canParse(base) || !URL.canParse(relative, base))
    throw new ExpressionError(
      `The template language function 'uri' expects its first argument to be a uri string. The provided value is '${base}'. Please see https://aka.ms/arm-function-uri for usage details.`,
    );
  return new URL(relative, base).toString();
}
