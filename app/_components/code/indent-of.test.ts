import { expect, it } from 'vitest';
import { indentOf } from './indent-of';

it.each([
  ['{\n    "a": 1\n}', 'a.json', '    '],
  ['{\n\t"a": 1\n}', 'a.json', '\t'],
  ['{}', 'a.json', '  '],
  ['', 'a.py', '    '],
  ['def f():\n  return 1', 'a.py', '  '],
  ['\n   \n', 'a.py', '    '],
  ['/*\n * a comment\n */', 'a.bicep', '  '],
])('%j of %s is indented with %j', (text, path, indent) => {
  expect(indentOf(text, path)).toBe(indent);
});
