import { expect, test } from 'vitest';
import { evaluateText } from './testing.ts';

test.each([
  ['plain text', 'plain text'],
  ['[[not an expression]', '[not an expression]'],
  ['[half open', '[half open'],
  ["['it''s']", "it's"],
  ["[ concat( 'a' , 'b' ) ]", 'ab'],
  ["[CONCAT('a', 'b')]", 'ab'],
  ["[sys.concat('a', 'b')]", 'ab'],
  ["[createObject('a', createArray(1, createObject('b', 'deep'))).a[1].b]", 'deep'],
  ["[createObject('a b', 1)['a b']]", 1],
  ['[-5]', -5],
  ["['[x]']", '[x]'],
])('%s means %j', async (text, expected) => {
  expect(await evaluateText(text)).toBe(expected);
});

test.each([
  "[concat('a' 'b')]",
  '[concat(]',
  "['open]",
  '[]',
  '[a b]',
  '[1.5]',
  "[concat('a'))]",
  '[parameters]',
])('%s is not an expression', async (text) => {
  await expect(evaluateText(text)).rejects.toMatchObject({
    details: [{ message: expect.stringContaining('is not valid') }],
  });
});
