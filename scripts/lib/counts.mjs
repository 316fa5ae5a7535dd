import { Refusal } from './refusal.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/** A test command that failed, with what it counted until then. */
export class FailedTests extends Refusal {
  /** @param {string} message @param {Counts} counts */
  constructor(message, counts) {
    super(message);
    this.counts = counts;
  }
}

/** Vitest's JSON report, in numbers. @param {string} text @returns {Counts} */
export function vitestCounts(text) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
}

/** Playwright's JSON report, in numbers. @param {string} text @returns {Counts} */
export function playwrightCounts(text) {
  const { expected, unexpected, flaky, skipped } = JSON.parse(text).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** pytest's JUnit report, in numbers. @param {string} text @returns {Counts} */
export function pytestCounts(text) {
  const suite = /<testsuite [^>]*>/.exec(text)?.[0] ?? '';
  const count = (/** @type {string} */ name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = count('failures') + count('errors');
  return { passed: count('tests') - failed - count('skipped'), failed, skipped: count('skipped') };
}

/** The closing line of a test run. @param {Counts[]} all */
export function closingLine(all) {
  const sum = (/** @type {keyof Counts} */ key) => all.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
