import assert from 'node:assert/strict';
import { say } from '../refusal.mjs';
import { randomFrom } from './random.mjs';
import { runToEnd, soakRuns } from './runs.mjs';
import { prepareSlipway } from './slipway.mjs';
import { storyOf } from './story.mjs';

export const QUICK_IMAGE = 'docker.io/library/python:3.12-slim';
/** No names: the same as the sample's parameters, so that each provision meets what the first has made. */
const PARAMETERS = {
  defaultCommands: ['sleep infinity'],
  maximumInstanceCount: 1,
  containerImage: QUICK_IMAGE,
};

/**
 * Provisions once in peace, then again and again while the dashboard is killed, and compares what each came to. Returns
 * what was measured. Throws an AssertionError.
 * @param {string} home an empty folder @param {number} kills @param {number} seed
 */
export async function soakProvision(home, kills, seed) {
  say(`${kills} kills, seed ${seed}`);
  const slipway = await prepareSlipway(home);
  slipway.dashboard.launch();
  await slipway.dashboard.ready();
  const begin = () => beginProvision(slipway, PARAMETERS);
  // The first makes the app; the second, which finds it, is what the disturbed ones are held to.
  await runToEnd(slipway, await begin());
  /** @type {object | undefined} */
  let calm;
  return soakRuns(slipway, {
    kills,
    random: randomFrom(seed),
    begin,
    async check(runId, events) {
      const story = storyOf(runId, events);
      assert.equal(story.end.status, 'succeeded');
      const outcome = { config: await slipway.config(), story };
      calm ??= outcome;
      assert.deepEqual(outcome, calm);
    },
  });
}

/** @param {import('./slipway.mjs').Slipway} slipway @param {object} parameters @returns {Promise<string>} the run's id */
export async function beginProvision(slipway, parameters) {
  const target = await slipway.target();
  const plan = await slipway.call('/api/v1/projects/soak/plan', { ...target, parameters });
  const input = { ...target, parameters, planId: plan.id, despiteFailures: true };
  const { runId } = await slipway.call('/api/v1/projects/soak/runs', { kind: 'provision', input });
  return runId;
}
