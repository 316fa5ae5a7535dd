import { createHash } from 'node:crypto';
import { ExpressionError } from '../expression.ts';
import { formatText } from '../format-text.ts';
import { uniqueString } from '../unique-string.ts';
import { expectArray, expectInteger, expectString, toText } from '../values.ts';
import { atLeast, between, define, exactly, type TemplateFunction } from './define.ts';

const ofText = (name: string, apply: (text: string) => unknown): TemplateFunction =>
  define(name, exactly(1), ([text]) => apply(expectString(name, text)));

const ofTwo = (name: string, apply: (text: string, other: string) => unknown): TemplateFunction =>
  define(name, exactly(2), ([text, other]) => apply(expectString(name, text), expectString(name, other)));

export const stringFunctions: TemplateFunction[] = [
  ofText('toLower', (text) => text.toLowerCase()),
  ofText('toUpper', (text) => text.toUpperCase()),
  ofText('trim', (text) => text.trim()),
  // ARM compares these two without regard to case.
  ofTwo('startsWith', (text, start) => text.toLowerCase().startsWith(start.toLowerCase())),
  ofTwo('endsWith', (text, end) => text.toLowerCase().endsWith(end.toLowerCase())),
  define('string', exactly(1), ([value]) => toText(value)),
  define('format', atLeast(1), ([pattern, ...values]) => formatText(expectString('format', pattern), values)),
  define('join', exactly(2), ([items, separator]) =>
    expectArray('join', items).map(toText).join(expectString('join', separator)),
  ),
  define('replace', exactly(3), ([text, from, to]) => {
    const old = expectString('replace', from);
    if (old === '')
      throw new ExpressionError("The template language function 'replace' expects a text to find");
    return expectString('replace', text).replaceAll(old, () => expectString('replace', to));
  }),
  define('split', exactly(2), ([text, delimiters]) =>
    splitText(expectString('split', text), Array.isArray(delimiters) ? delimiters : [delimiters]),
  ),
  define('substring', between(2, 3), ([text, start, length]) =>
    substring(
      expectString('substring', text),
      expectInteger('substring', start),
      length === undefined ? undefined : expectInteger('substring', length),
    ),
  ),
  define('padLeft', between(2, 3), ([value, width, filler]) =>
    toText(value).padStart(
      expectInteger('padLeft', width),
      filler === undefined ? ' ' : expectString('padLeft', filler),
    ),
  ),
  define('uniqueString', atLeast(1), (args) =>
    uniqueString(...args.map((argument) => expectString('uniqueString', argument))),
  ),
  define('guid', atLeast(1), (args) =>
    guid(args.map((argument) => expectString('guid', argument)).join('-')),
  ),
];

function splitText(text: string, delimiters: unknown[]): string[] {
  let parts = [text];
  for (const delimiter of delimiters)
    parts = parts.flatMap((part) => part.split(expectString('split', delimiter)));
  return parts;
}

function substring(text: string, start: number, length = text.length - start): string {
  if (start < 0 || length < 0 || start + length > text.length) {
    throw new ExpressionError(
      `Unable to evaluate template language function 'substring': the index and length parameters must refer to a location within the string. The index parameter: '${start}', the length parameter: '${length}', the length of the string parameter: '${text.length}'. Please see https://aka.ms/arm-function-substring for usage details.`,
    );
  }
  return text.slice(start, start + length);
}

const GUID_NAMESPACE = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

/** ARM's `guid()`: a version 5 UUID (RFC 4122) in a namespace of its own. */
function guid(text: string): string {
  const hash = createHash('sha1').update(GUID_NAMESPACE).update(text, 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
