import { ExpressionError } from './expression.ts';

const pad = (value: number, width: number) => `${value}`.padStart(width, '0');

const FIELDS: Record<string, (date: Date) => string> = {
  yyyy: (date) => pad(date.getUTCFullYear(), 4),
  yy: (date) => pad(date.getUTCFullYear() % 100, 2),
  MM: (date) => pad(date.getUTCMonth() + 1, 2),
  M: (date) => `${date.getUTCMonth() + 1}`,
  dd: (date) => pad(date.getUTCDate(), 2),
  d: (date) => `${date.getUTCDate()}`,
  HH: (date) => pad(date.getUTCHours(), 2),
  H: (date) => `${date.getUTCHours()}`,
  mm: (date) => pad(date.getUTCMinutes(), 2),
  m: (date) => `${date.getUTCMinutes()}`,
  ss: (date) => pad(date.getUTCSeconds(), 2),
  s: (date) => `${date.getUTCSeconds()}`,
  fff: (date) => pad(date.getUTCMilliseconds(), 3),
};

/** .NET's one-letter formats that do not depend on a culture. */
const STANDARD: Record<string, string> = {
  d: 'MM/dd/yyyy',
  o: 'yyyy-MM-ddTHH:mm:ss.fff0000Z',
  s: 'yyyy-MM-ddTHH:mm:ss',
  u: 'yyyy-MM-dd HH:mm:ssZ',
};

/** A date in UTC by a .NET pattern. A field that is not known is refused by name. */
export function formatDate(date: Date, format: string): string {
  const pattern = format.length === 1 ? STANDARD[format] : format;
  if (pattern === undefined) throw new ExpressionError(`The date format '${format}' is not supported`);
  return pattern.replace(/([A-Za-z])\1*/g, (field) => {
    if (field === 'T' || field === 'Z') return field;
    const write = FIELDS[field];
    if (!write)
      throw new ExpressionError(`The field '${field}' of the date format '${format}' is not supported`);
    return write(date);
  });
}
