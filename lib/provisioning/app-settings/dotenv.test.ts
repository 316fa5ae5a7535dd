import { expect, test } from 'vitest';
import { parseDotenv } from '@/lib/provisioning/app-settings/dotenv';

test.each([
  ['A=1\nB=two words', { A: '1', B: 'two words' }],
  ['\n# a comment\n  export A = 1  \r\n', { A: '1' }],
  ['A=1 # one\nB=#none\nC=a#b', { A: '1', B: '', C: 'a#b' }],
  [`A='it # stays'\nB="a\\nb \\"c\\"" # gone`, { A: 'it # stays', B: 'a\nb "c"' }],
  ['A=\nURL=https://x.example/?a=b', { A: '', URL: 'https://x.example/?a=b' }],
])('reads %j', (text, values) => {
  const { entries, problems } = parseDotenv(text);
  expect(Object.fromEntries(entries.map(({ name, value }) => [name, value]))).toEqual(values);
  expect(problems).toEqual([]);
});

test('names each line that it cannot use, and keeps the others', () => {
  const text = ['A=1', 'no assignment', '1ST=x', 'B="open', '', 'A=2', '=x', 'C=3'].join('\n');
  expect(parseDotenv(text)).toEqual({
    entries: [
      { name: 'A', value: '1' },
      { name: 'C', value: '3' },
    ],
    problems: [
      { line: 2, problem: 'no-name' },
      { line: 3, problem: 'bad-name' },
      { line: 4, problem: 'open-quote' },
      { line: 6, problem: 'twice' },
      { line: 7, problem: 'no-name' },
    ],
  });
});
