import { ExpressionError } from './expression.ts';
import { toText } from './values.ts';

const PIECE = /\{\{|\}\}|\{(\d+)(?:,(-?\d+))?(?::([^{}]*))?\}|[{}]/g;

/**
 * .NET composite formatting, as ARM's `format()` uses it: `{0}`, `{0,10}`, `{0:D3}`, `{0:x4}`, `{0:000}`.
 * Another format specifier is refused by name rather than printed wrongly.
 */
export function formatText(pattern: string, values: unknown[]): string {
  return pattern.replace(PIECE, (piece, index?: string, width?: string, specifier?: string) => {
    if (piece === '{{') return '{';
    if (piece === '}}') return '}';
    const position = Number(index);
    if (index === undefined || position >= values.length)
      throw new ExpressionError(
        `The template language function 'format' has an invalid format '${pattern}' for ${values.length} value(s)`,
      );
    const text = specifier ? formatNumber(values[position], specifier) : toText(values[position]);
    const columns = Number(width ?? 0);
    return columns < 0 ? text.padEnd(-columns) : text.padStart(columns);
  });
}

function formatNumber(value: unknown, specifier: string): string {
  const match = /^(?:([dDxX])(\d*)|(0+))$/.exec(specifier);
  if (typeof value !== 'number' || !Number.isInteger(value) || !match)
    throw new ExpressionError(
      `The format specifier '${specifier}' of the function 'format' is not supported`,
    );
  const [, kind = 'D', digits = '', zeros = ''] = match;
  const width = Number(digits) || zeros.length;
  const text = /x/i.test(kind)
    ? (value < 0 ? 0x100000000 + value : value).toString(16)
    : `${Math.abs(value)}`;
  const padded = text.padStart(width, '0');
  if (kind === 'X') return padded.toUpperCase();
  return kind === 'x' || value >= 0 ? padded : `-${padded}`;
}
