import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLenientJson } from './lenient-json.ts';

test('what JSON is read as stays the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 1);
      expect(parseLenientJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each<[string, unknown]>([
  [
    '{properties: {mode: "Incremental", template:{"a":1}}}',
    { properties: { mode: 'Incremental', template: { a: 1 } } },
  ],
  ['// first\n{ /* why */ "a": 1, // last\n}', { a: 1 }],
  ['[1, 2, ]', [1, 2]],
  [`{'it''s': 0}`, undefined],
  [`['say "yes"', 'don\\'t']`, ['say "yes"', "don't"]],
  ['["two\nlines"]', ['two\nlines']],
  ['{"__proto__": {"a": 1}}', JSON.parse('{"__proto__": {"a": 1}}')],
])('%s is read as Resource Manager reads it', (text, value) => {
  if (value === undefined) expect(() => parseLenientJson(text)).toThrow(SyntaxError);
  else expect(parseLenientJson(text)).toEqual(value);
});

test.each([
  '',
  '{',
  '[1',
  '{a}',
  '{"a": }',
  '[,]',
  '1 2',
  'undefined',
  '{"a" 1}',
  '"open',
  '['.repeat(100_000),
  '/* open',
])('what is no JSON at all is refused: %.20s', (text) => {
  expect(() => parseLenientJson(text)).toThrow(SyntaxError);
});
