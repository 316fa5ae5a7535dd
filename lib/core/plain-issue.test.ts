import { expect, test } from 'vitest';
import { z } from 'zod';
import { plainIssue } from '@/lib/core/plain-issue';

const schema = z.strictObject({
  text: z.string().min(1).max(5),
  count: z.number().int().min(1).max(9),
  ratio: z.number().gt(0).multipleOf(0.5),
  kind: z.enum(['deploy', 'restart']),
  id: z.guid(),
  list: z.array(z.string()).max(1),
  own: z.string('must be mine'),
});
const fits = {
  text: 'a',
  count: 1,
  ratio: 0.5,
  kind: 'deploy',
  id: '5a3b1e00-0000-4000-8000-000000000002',
  list: [],
  own: 'x',
};

function faultsOf(values: unknown): string[] {
  const parsed = schema.safeParse(values, { error: plainIssue });
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.') || 'it'} ${message}`);
}

test.each([
  [{ text: 5 }, 'text must be text'],
  [{ text: undefined }, 'text is missing'],
  [{ text: '' }, 'text must not be empty'],
  [{ text: 'abcdef' }, 'text must be at most 5 characters long'],
  [{ count: 'x' }, 'count must be a number'],
  [{ count: 1.5 }, 'count must be a whole number'],
  [{ count: 0 }, 'count must be at least 1'],
  [{ ratio: 0 }, 'ratio must be more than 0'],
  [{ ratio: 0.7 }, 'ratio must be a multiple of 0.5'],
  [{ kind: 'provision' }, 'kind must be deploy or restart'],
  [{ id: 'nope' }, 'id must be an id such as 5a3b1e00-0000-4000-8000-000000000002'],
  [{ list: {} }, 'list must be a list'],
  [{ list: ['a', 'b'] }, 'list must be at most 1 entries long'],
  [{ other: 1 }, 'it has no place for other'],
  [{ own: 1 }, 'own must be mine'],
])('%j is refused in plain words', (change, fault) => {
  expect(faultsOf({ ...fits, ...change })).toEqual([fault]);
});

test('what is no object at all is refused in plain words', () => {
  expect(faultsOf('x')).toEqual(['it must be an object with named values']);
});
