import type { z } from 'zod';

const NOUNS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object with named values'],
  ['record', 'an object with named values'],
]);

/**
 * What a person reads about a value that does not fit, as the end of a sentence that begins with the value's name. Give it to
 * `safeParse` as `error`: a schema's own messages go before it.
 */
export const plainIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${NOUNS.get(issue.expected) ?? 'another type'}`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'must not be empty'
        : `must ${issue.inclusive ? 'be at least' : 'be more than'} ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${issue.inclusive ? 'be at most' : 'be less than'} ${amount(issue.maximum, issue.origin)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'invalid_format':
      return issue.format === 'guid' || issue.format === 'uuid'
        ? 'must be an id such as 5a3b1e00-0000-4000-8000-000000000002'
        : 'is not written in the way it must be';
    case 'unrecognized_keys':
      return `has no place for ${issue.keys.join(', ')}`;
    default:
      return 'cannot be used';
  }
};

function amount(limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${limit} characters long`;
  if (origin === 'array' || origin === 'set') return `${limit} entries long`;
  return String(limit);
}
