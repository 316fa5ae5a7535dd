import { ExpressionError } from '../expression.ts';
import { expectString } from '../values.ts';
import { define, exactly, type TemplateFunction } from './define.ts';

const ofText = (name: string, apply: (text: string) => unknown): TemplateFunction =>
  define(name, exactly(1), ([text]) => apply(expectString(name, text)));

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');

export const encodingFunctions: TemplateFunction[] = [
  ofText('json', (text) => parseJson('json', text)),
  ofText('base64', encode),
  ofText('base64ToString', decode),
  ofText('base64ToJson', (text) => parseJson('base64ToJson', decode(text))),
  ofText('dataUri', (text) => `data:text/plain;charset=utf8;base64,${encode(text)}`),
  ofText('dataUriToString', (text) => {
    const [, base64, content = ''] = /^data:[^,]*?(;base64)?,(.*)$/is.exec(text) ?? [];
    return base64 ? decode(content) : decodeUri('dataUriToString', content);
  }),
  define('uri', exactly(2), ([base, relative]) =>
    joinUri(expectString('uri', base), expectString('uri', relative)),
  ),
  ofText('uriComponent', (text) =>
    // RFC 3986 also escapes these five, which the browsers' function leaves.
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
  ofText('uriComponentToString', (text) => decodeUri('uriComponentToString', text)),
];

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ExpressionError(`The template language function '${name}' expects a valid JSON text`);
  }
}

function decodeUri(name: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ExpressionError(`The template language function '${name}' expects a percent-encoded text`);
  }
}

function joinUri(base: string, relative: string): string {
  if (!URL.canParse(relative, base))
    throw new ExpressionError(
      `The template language function 'uri' expects an absolute base URI, not '${base}'`,
    );
  return new URL(relative, base).toString();
}
