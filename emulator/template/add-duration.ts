import { ExpressionError } from './expression.ts';

const DURATION =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const SECOND_MS = 1000;
const DAY_SECONDS = 86_400;
const LAST_YEAR = 9999;
const MONTHS_PER_YEAR = 12;

/** Adds an ISO 8601 duration (`P1DT2H`, `-P1M`) to a date; months and years by the calendar. */
export function addDuration(date: Date, duration: string): Date {
  const match = DURATION.exec(duration);
  if (!match || /[PT]$/.test(duration)) throw notValid(duration);
  const sign = match[1] ? -1 : 1;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(2)
    .map((part) => sign * Number(part ?? 0));

  const result = addMonths(date, (years ?? 0) * MONTHS_PER_YEAR + (months ?? 0));
  const restSeconds =
    ((weeks ?? 0) * 7 + (days ?? 0)) * DAY_SECONDS +
    (hours ?? 0) * 3600 +
    (minutes ?? 0) * 60 +
    (seconds ?? 0);
  const sum = new Date(result.getTime() + restSeconds * SECOND_MS);
  if (sum.getUTCFullYear() >= 1 && sum.getUTCFullYear() <= LAST_YEAR) return sum;
  throw notValid(duration);
}

/** The last day of a shorter month where the day would lie beyond it. */
function addMonths(date: Date, months: number): Date {
  const result = new Date(date);
  result.setUTCMonth(result.getUTCMonth() + months);
  if (result.getUTCDate() !== date.getUTCDate()) result.setUTCDate(0);
  return result;
}

function notValid(duration: string): ExpressionError {
  return new ExpressionError(
    `The template function 'dateTimeAdd' has an invalid parameter. The second parameter '${duration}' is not a valid ISO8601 Duration string. Please see https://aka.ms/arm-syntax-functions .`,
  );
}
