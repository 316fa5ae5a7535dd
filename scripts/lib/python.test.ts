import { expect, test } from 'vitest';
import { pythonProblem } from './python.mjs';

test.each([
  ['ENOENT', 'There is no python3 here. Install it: apt install python3 python3-venv'],
  [3, 'python3 is older than 3.11. Install Python 3.11 or newer.'],
  [1, 'python3 cannot make virtual environments here. Install the module: apt install python3-venv'],
])('when the check ends with %s, says what to install', (code, sentence) => {
  expect(pythonProblem(code)).toBe(sentence);
});
