import { ExpressionError } from './expression.ts';
import { formatNumber } from './format-number.ts';
import { toText } from './values.ts';

const PIECE = /\{\{|\}\}|\{(\d{1,6})(?:,\s*(-?\d{1,6}))?(?::([^{}]*))?\}|[{}]/g;
/** The widest column that is padded, in characters. */
const MAX_COLUMNS = 131_072;

/**
 * .NET composite formatting, as ARM's `format()` uses it: `{0}`, `{0,10}`, `{0:D3}`. A format specifier matters to
 * numbers only; objects and arrays are written as JSON with single quotes.
 */
export function formatText(pattern: string, values: unknown[]): string {
  return pattern.replace(PIECE, (piece, index?: string, width = '0', specifier = '') => {
    if (piece === '{{') return '{';
    if (piece === '}}') return '}';
    if (index === undefined) throw notValid('Input string was not in a correct format.');
    if (Number(index) >= values.length)
      throw notValid(
        'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.',
      );
    const columns = Math.sign(Number(width)) * Math.min(Math.abs(Number(width)), MAX_COLUMNS);
    const text = write(values[Number(index)], specifier);
    return columns < 0 ? text.padEnd(-columns) : text.padStart(columns);
  });
}

function write(value: unknown, specifier: string): string {
  if (typeof value === 'object' && value !== null) return toText(value).replaceAll('"', "'");
  if (typeof value !== 'number' || specifier === '') return toText(value);
  const text = formatNumber(value, specifier);
  if (text === undefined) throw notValid('Format specifier was invalid.');
  return text;
}

function notValid(why: string): ExpressionError {
  return new ExpressionError(
    `Unable to evaluate language function 'format': the format is invalid: '${why}'. Please see https://aka.ms/arm-function-format for usage details.`,
  );
}
