import { expect, test } from 'vitest';
import { hitPattern, lineParts } from './line-parts';

const shown = (text: string, hits?: RegExp) =>
  lineParts(text, hits).map(({ text: piece, className, hit }) => [piece, className, hit]);

test('a line without colours is one piece', () => {
  expect(shown('hello')).toEqual([['hello', '', false]]);
  expect(shown('')).toEqual([]);
});

test('colours become classes of the theme, and other escapes nothing', () => {
  expect(shown('\u001b[1;31mred\u001b[0m and \u001b[44mblue\u001b[0m\u001b[2K!')).toEqual([
    ['red', 'ansi-red font-semibold', false],
    [' and ', '', false],
    ['blue', 'ansi-blue-bg', false],
    ['!', '', false],
  ]);
  expect(shown('\u001b[38;5;208morange\u001b[0m')[0]).toEqual(['orange', 'ansi-other', false]);
});

test('markup in a line stays text', () => {
  expect(shown('<img src=x onerror=alert(1)>\u001b[32m<b>\u001b[0m')).toEqual([
    ['<img src=x onerror=alert(1)>', '', false],
    ['<b>', 'ansi-green', false],
  ]);
});

test('hits are cut out, across colours too, and whatever their case', () => {
  expect(shown('an \u001b[31mERR\u001b[0mor here', hitPattern('error', false))).toEqual([
    ['an ', '', false],
    ['ERR', 'ansi-red', true],
    ['or', '', true],
    [' here', '', false],
  ]);
});

test('plain text is searched for as it stands, an expression as it means', () => {
  expect(shown('a.b axb', hitPattern('a.b', false)).filter(([, , hit]) => hit)).toHaveLength(1);
  expect(shown('a.b axb', hitPattern('a.b', true)).filter(([, , hit]) => hit)).toHaveLength(2);
  expect(hitPattern('(', true)).toBeUndefined();
  expect(hitPattern('', false)).toBeUndefined();
});
