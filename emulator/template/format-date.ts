import { ExpressionError } from './expression.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const SHORT_NAME_LENGTH = 3;
const NOON_HOUR = 12;

const pad = (value: number, width: number) => `${value}`.padStart(width, '0');
const hour12 = (date: Date) => date.getUTCHours() % NOON_HOUR || NOON_HOUR;
const fraction = (date: Date, digits: number) =>
  pad(date.getUTCMilliseconds(), 3).padEnd(7, '0').slice(0, digits);
const half = (date: Date) => (date.getUTCHours() < NOON_HOUR ? 'AM' : 'PM');

/** The fields of .NET's date patterns in the invariant culture, by letter; `width` is how often it stands there. */
const FIELDS: Record<string, (date: Date, width: number) => string> = {
  y: (date, width) =>
    width <= 2 ? pad(date.getUTCFullYear() % 100, width) : pad(date.getUTCFullYear(), width),
  M: (date, width) => named(MONTHS[date.getUTCMonth()] ?? '', date.getUTCMonth() + 1, width),
  d: (date, width) => named(DAYS[date.getUTCDay()] ?? '', date.getUTCDate(), width),
  H: (date, width) => pad(date.getUTCHours(), Math.min(width, 2)),
  h: (date, width) => pad(hour12(date), Math.min(width, 2)),
  m: (date, width) => pad(date.getUTCMinutes(), Math.min(width, 2)),
  s: (date, width) => pad(date.getUTCSeconds(), Math.min(width, 2)),
  f: (date, width) => fraction(date, width),
  F: (date, width) => fraction(date, width).replace(/0+$/, ''),
  t: (date, width) => half(date).slice(0, width),
  z: (_, width) => (width > 2 ? '+00:00' : `+${pad(0, width)}`),
  K: () => 'Z',
  g: () => 'A.D.',
};

/** .NET's one-letter formats, in the invariant culture. */
const STANDARD: Record<string, string> = {
  d: 'MM/dd/yyyy',
  D: 'dddd, dd MMMM yyyy',
  f: 'dddd, dd MMMM yyyy HH:mm',
  F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm',
  G: 'MM/dd/yyyy HH:mm:ss',
  m: 'MMMM dd',
  M: 'MMMM dd',
  o: "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
  O: "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
  r: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  R: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  s: "yyyy-MM-dd'T'HH:mm:ss",
  t: 'HH:mm',
  T: 'HH:mm:ss',
  u: "yyyy-MM-dd HH:mm:ss'Z'",
  U: 'dddd, dd MMMM yyyy HH:mm:ss',
  y: 'yyyy MMMM',
  Y: 'yyyy MMMM',
};

const PIECE = /'[^']*'|"[^"]*"|\\.|%?([yMdHhmsfFtzKg])\1*/g;

/** A date in UTC by a .NET format, one letter or a pattern. Throws ExpressionError for one that is not known. */
export function formatDate(date: Date, format: string): string {
  const pattern = format.length === 1 ? STANDARD[format] : format;
  if (pattern === undefined || pattern === '')
    throw new ExpressionError(`The date format '${format}' is not valid`);
  return pattern.replace(PIECE, (piece: string, letter?: string) => {
    if (letter === undefined) return piece.startsWith('\\') ? piece.slice(1) : piece.slice(1, -1);
    return FIELDS[letter]?.(date, piece.replace('%', '').length) ?? piece;
  });
}

/** One or two letters are the number, three the short name, more the name. */
function named(name: string, number: number, width: number): string {
  if (width <= 2) return pad(number, width);
  return width === SHORT_NAME_LENGTH ? name.slice(0, SHORT_NAME_LENGTH) : name;
}
