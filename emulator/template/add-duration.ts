import { ExpressionError } from './expression.ts';

const DURATION =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const SECOND_MS = 1000;
const DAY_SECONDS = 86_400;

/** Adds an ISO 8601 duration (`P1DT2H`, `-P1M`) to a date; months and years by the calendar. */
export function addDuration(date: Date, duration: string): Date {
  const match = DURATION.exec(duration);
  if (!match || /[PT]$/.test(duration))
    throw new ExpressionError(`The duration '${duration}' is not a valid ISO 8601 duration`);
  const sign = match[1] ? -1 : 1;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(2)
    .map((part) => sign * Number(part ?? 0));

  const result = new Date(date);
  result.setUTCFullYear(result.getUTCFullYear() + (years ?? 0));
  result.setUTCMonth(result.getUTCMonth() + (months ?? 0));
  const restSeconds =
    ((weeks ?? 0) * 7 + (days ?? 0)) * DAY_SECONDS +
    (hours ?? 0) * 3600 +
    (minutes ?? 0) * 60 +
    (seconds ?? 0);
  return new Date(result.getTime() + restSeconds * SECOND_MS);
}
