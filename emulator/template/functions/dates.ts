import { randomUUID } from 'node:crypto';
import { addDuration } from '../add-duration.ts';
import type { EvaluationContext } from '../context.ts';
import { ExpressionError } from '../expression.ts';
import { formatDate } from '../format-date.ts';
import { expectInteger, expectString } from '../values.ts';
import { between, define, exactly, type TemplateFunction } from './define.ts';

const SORTABLE_FORMAT = 'yyyyMMddTHHmmssZ';
const ISO_FORMAT = 'yyyy-MM-ddTHH:mm:ssZ';

export const dateFunctions: TemplateFunction[] = [
  define('utcNow', between(0, 1), ([format], context) => {
    requireDefault('utcNow', context);
    const pattern = format === undefined ? SORTABLE_FORMAT : expectString('utcNow', format);
    return formatDate(new Date(context.scope.utcNow), pattern);
  }),
  define('newGuid', exactly(0), (_, context) => {
    requireDefault('newGuid', context);
    return randomUUID();
  }),
  define('dateTimeAdd', between(2, 3), ([base, duration, format]) =>
    formatDate(
      addDuration(readDate('dateTimeAdd', base), expectString('dateTimeAdd', duration)),
      format === undefined ? ISO_FORMAT : expectString('dateTimeAdd', format),
    ),
  ),
  define('dateTimeFromEpoch', exactly(1), ([seconds]) =>
    formatDate(new Date(expectInteger('dateTimeFromEpoch', seconds) * 1000), ISO_FORMAT),
  ),
  define('dateTimeToEpoch', exactly(1), ([date]) =>
    Math.floor(readDate('dateTimeToEpoch', date).getTime() / 1000),
  ),
];

function requireDefault(name: string, context: EvaluationContext): void {
  if (!context.inDefault)
    throw new ExpressionError(
      `The template function '${name}' is not expected at this location: it can be used only in the default value of a parameter. Please see https://aka.ms/arm-functions for usage details.`,
    );
}

function readDate(name: string, value: unknown): Date {
  const text = expectString(name, value);
  const date = new Date(
    text
      .replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
      .replace(/^(\S+) (\S+Z)$/, '$1T$2'),
  );
  if (Number.isNaN(date.getTime()))
    throw new ExpressionError(`The template language function '${name}' expects a date, not '${text}'`);
  return date;
}
