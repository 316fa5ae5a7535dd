import { randomUUID } from 'node:crypto';
import { addDuration } from '../add-duration.ts';
import type { EvaluationContext, TemplateFunction } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { formatDate } from '../format-date.ts';
import { expectInteger, expectString } from '../values.ts';
import { between, define, exactly } from './define.ts';

const COMPACT_FORMAT = "yyyyMMdd'T'HHmmss'Z'";
const ISO_FORMAT = "yyyy-MM-dd'T'HH:mm:ss'Z'";
const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const SPACED = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\dZ)$/;

export const dateFunctions: TemplateFunction[] = [
  define('utcNow', between(0, 1), ([format], context) => {
    requireDefault('utcNow', context);
    const pattern = format === undefined ? COMPACT_FORMAT : expectString('utcNow', format);
    return formatDate(new Date(context.scope.utcNow), pattern);
  }),
  define('newGuid', exactly(0), (_, context) => {
    requireDefault('newGuid', context);
    return randomUUID();
  }),
  define('dateTimeAdd', between(2, 3), ([base, duration, format]) => {
    const text = expectString('dateTimeAdd', base);
    const sum = addDuration(readDate('dateTimeAdd', text), expectString('dateTimeAdd', duration));
    return formatDate(sum, format === undefined ? formatOf(text) : expectString('dateTimeAdd', format));
  }),
  define('dateTimeFromEpoch', exactly(1), ([seconds]) => {
    const date = new Date(expectInteger('dateTimeFromEpoch', seconds) * 1000);
    return formatDate(inRange('dateTimeFromEpoch', date), ISO_FORMAT);
  }),
  define('dateTimeToEpoch', exactly(1), ([date]) =>
    Math.floor(readDate('dateTimeToEpoch', expectString('dateTimeToEpoch', date)).getTime() / 1000),
  ),
];

function requireDefault(name: string, context: EvaluationContext): void {
  if (context.inDefault) return;
  throw new ExpressionError(
    `The template function '${name}' is not expected at this location. The function can only be used in the default value of a parameter. Please see https://aka.ms/arm-functions for usage details.`,
  );
}

/** The sum keeps the base's form; one with a space is answered in .NET's general one, as ARM's own examples have it. */
function formatOf(base: string): string {
  if (COMPACT.test(base)) return COMPACT_FORMAT;
  return SPACED.test(base) ? 'M/d/yyyy h:mm:ss tt' : ISO_FORMAT;
}

function readDate(name: string, text: string): Date {
  return inRange(name, new Date(text.replace(COMPACT, '$1-$2-$3T$4:$5:$6Z').replace(SPACED, '$1T$2')), text);
}

function inRange(name: string, date: Date, text = String(date)): Date {
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return date;
  throw new ExpressionError(
    `The template function '${name}' has an invalid parameter. The value '${text}' is not a valid ISO8601 date and time. Please see https://aka.ms/arm-syntax-functions .`,
  );
}
