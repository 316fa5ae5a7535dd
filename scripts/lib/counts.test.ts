import { expect, test } from 'vitest';
import { closingLine, playwrightCounts, pytestCounts, vitestCounts } from './counts.mjs';

test("reads the runners' reports", () => {
  const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTotalTests: 8 };
  expect(vitestCounts(JSON.stringify(vitest))).toEqual({ passed: 5, failed: 1, skipped: 2 });

  const playwright = { stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 } };
  expect(playwrightCounts(JSON.stringify(playwright))).toEqual({ passed: 3, failed: 1, skipped: 0 });

  const pytest =
    '<?xml version="1.0"?><testsuites><testsuite name="pytest" errors="1" failures="1" skipped="2" tests="9" time="1.0">';
  expect(pytestCounts(pytest)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('sums them up in one line, which names what was skipped only if something was', () => {
  expect(closingLine([])).toBe('0 passed, 0 failed');
  expect(
    closingLine([
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ]),
  ).toBe('5 passed, 1 failed');
  expect(closingLine([{ passed: 2, failed: 0, skipped: 1 }])).toBe('2 passed, 0 failed, 1 skipped');
});
