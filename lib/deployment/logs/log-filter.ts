import * as z from 'zod/mini';
import { logLevels, logSources } from '@/lib/deployment/logs/log-line';

/** Longer than any expression that somebody types. */
const MAX_SEARCH_LENGTH = 500;
/** Resource names of Azure are far shorter. */
const MAX_NAME_LENGTH = 260;

const listOf = <T extends string>(names: readonly [T, ...T[]]) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.split(',').filter((name) => name !== '')),
    ),
    z.array(z.enum(names)).check(z.minLength(1)),
  );
const name = z.string().check(z.minLength(1), z.maxLength(MAX_NAME_LENGTH));

/** What a line's text must hold, whatever its case. */
export const searchText = z.string().check(z.minLength(1), z.maxLength(MAX_SEARCH_LENGTH));

/** The members of a query string that say which lines are wanted: all that are there must fit. */
export const logFilterShape = {
  source: z.optional(listOf(logSources)),
  level: z.optional(listOf(logLevels)),
  revision: z.optional(name),
  replica: z.optional(name),
  q: z.optional(searchText),
  /** `true`: `q` is a regular expression. */
  regex: z.optional(z.enum(['true', 'false'])),
};

const logFilterSchema = z.object(logFilterShape);

/** Which lines are wanted; nothing wants all. Marks of missing lines stay whatever `level` says, and go with `q`. */
export type LogFilter = z.infer<typeof logFilterSchema>;

/** The filter as the query string of the log's addresses. */
export function filterQuery({ source, level, ...rest }: LogFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (source) query.set('source', source.join(','));
  if (level) query.set('level', level.join(','));
  for (const [key, value] of Object.entries(rest)) if (value) query.set(key, value);
  return query;
}
