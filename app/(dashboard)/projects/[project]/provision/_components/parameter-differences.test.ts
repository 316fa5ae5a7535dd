import { expect, test } from 'vitest';
import { differencesOf, keptAtFirst } from './parameter-differences';

const base = { location: null, acaAppName: 'a', mine: 1 };
const mine = { ...base, acaAppName: 'b' };
const theirs = { acaAppName: 'c', mine: 2, added: true };

test('null and absent do not differ, everything else is named with both values', () => {
  expect(differencesOf(mine, theirs)).toEqual([
    { name: 'acaAppName', before: 'b', after: 'c' },
    { name: 'mine', before: 1, after: 2 },
    { name: 'added', before: undefined, after: true },
  ]);
});

test('at first the file wins where nothing was changed here', () => {
  expect(keptAtFirst(differencesOf(mine, theirs), base)).toEqual({
    acaAppName: 'mine',
    mine: 'theirs',
    added: 'theirs',
  });
});
