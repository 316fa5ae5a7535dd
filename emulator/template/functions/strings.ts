import { createHash } from 'node:crypto';
import type { TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { formatText } from '../format-text.ts';
import { uniqueString } from '../unique-string.ts';
import { expectArray, expectInteger, expectString, toText, typeName } from '../values.ts';
import { atLeast, between, define, exactly } from './define.ts';

/** The longest text that `padLeft` makes, in characters; ARM bounds a literal so as well. */
const MAX_PADDED_LENGTH = 131_072;

const ofText = (name: string, apply: (text: string) => unknown): TemplateFunction =>
  define(name, exactly(1), ([text]) => apply(expectString(name, text)));

const ofTwo = (name: string, apply: (text: string, other: string) => unknown): TemplateFunction =>
  define(name, exactly(2), ([text, other]) => {
    if (typeof text === 'string' && typeof other === 'string') return apply(text, other);
    throw new ExpressionError(
      `The template language function '${name}' expects its parameters to be of type string and string. The provided value is of type '${typeName(text)}' and '${typeName(other)}'. Please see https://aka.ms/arm-functions#${name} for usage details.`,
    );
  });

export const stringFunctions: TemplateFunction[] = [
  ofText('toLower', (text) => text.toLowerCase()),
  ofText('toUpper', (text) => text.toUpperCase()),
  ofText('trim', (text) => text.trim()),
  // ARM compares these three without regard to case.
  ofTwo('startsWith', (text, start) => text.toLowerCase().startsWith(start.toLowerCase())),
  ofTwo('endsWith', (text, end) => text.toLowerCase().endsWith(end.toLowerCase())),
  ofTwo('like', (text, pattern) => isLike(text.toLowerCase(), pattern.toLowerCase().split('*'))),
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
  define('padLeft', between(2, 3), ([value, width, filler = ' ']) =>
    padLeft(value, expectInteger('padLeft', width), expectString('padLeft', filler)),
  ),
  define('uniqueString', atLeast(1), (args) =>
    uniqueString(...args.map((argument) => expectString('uniqueString', argument))),
  ),
  define('guid', atLeast(1), (args) =>
    guid(args.map((argument) => expectString('guid', argument)).join('-')),
  ),
];

/** Whether the pieces of a pattern follow one another: the first at the start, the last at the end. */
function isLike(text: string, pieces: string[]): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** A delimiter without characters splits nothing, as in .NET. */
function splitText(text: string, delimiters: unknown[]): string[] {
  const marks = delimiters.map((delimiter) => expectString('split', delimiter)).filter((mark) => mark !== '');
  return marks.reduce((parts, mark) => parts.flatMap((part) => part.split(mark)), [text]);
}

function substring(text: string, start: number, length = text.length - start): string {
  if (start < 0 || length < 0 || start + length > text.length) {
    throw new ExpressionError(
      `Unable to evaluate template language function 'substring': the index and length parameters must refer to a location within the string. The index parameter: '${start}', the length parameter: '${length}', the length of the string parameter: '${text.length}'. Please see https://aka.ms/arm-function-substring for usage details.`,
    );
  }
  return text.slice(start, start + length);
}

function padLeft(value: unknown, width: number, filler: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') expectString('padLeft', value);
  if (width < 0 || width > MAX_PADDED_LENGTH || filler.length !== 1)
    throw new ExpressionError(
      `The template language function 'padLeft' expects a total width from 0 to ${MAX_PADDED_LENGTH} and one character to pad with. The provided values are '${width}' and '${filler}'. Please see https://aka.ms/arm-functions#padLeft for usage details.`,
    );
  return toText(value).padStart(width, filler);
}

const GUID_NAMESPACE = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

/** ARM's `guid()`: a version 5 UUID (RFC 4122) in a namespace of its own. */
function guid(text: string): string {
  const hash = createHash('sha1').update(GUID_NAMESPACE).update(text, 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
