import { closingLine, FailedTests } from './counts.mjs';
import { Refusal, say } from './refusal.mjs';

/**
 * Runs the parts of a check in order, up to the first that fails, and ends with one line that counts the tests.
 * @param {import('./parts.mjs').Part[]} parts
 */
export async function runParts(parts) {
  /** @type {import('./counts.mjs').Counts[]} */
  const counts = [];
  for (const { title, run } of parts) {
    say(`\n── ${title}`);
    const startedAt = performance.now();
    try {
      const counted = await run();
      if (counted) counts.push(counted);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error instanceof FailedTests) counts.push(error.counts);
      throw new Refusal(`${title}: ${error.message}\n\n${closingLine(counts)}`);
    }
    say(`── ${title}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  say(`\n${closingLine(counts)}`);
}
