import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, say } from '../refusal.mjs';
import { killAtRandom } from './kill-at-random.mjs';
import { randomFrom } from './random.mjs';
import { prepareSlipway } from './slipway.mjs';
import { storyOf } from './story.mjs';

const RUN_TIMEOUT_MS = 120_000;
const POLL_INTERVAL_MS = 250;
/** A run that dies ten times is given up by design; this stays well below. */
const MAX_KILLS_PER_RUN = 6;
/** Fifty kills take a few minutes on a quiet machine, and several times that on a busy one. */
const SOAK_TIMEOUT_MS = 30 * 60_000;
const QUICK_IMAGE = 'docker.io/library/python:3.12-slim';
/** No names: the same as the sample's parameters, so that each provision meets what the first has made. */
const PARAMETERS = {
  defaultCommands: ['sleep infinity'],
  maximumInstanceCount: 1,
  containerImage: QUICK_IMAGE,
};

/** @typedef {import('./slipway.mjs').Slipway} Slipway */
/** @typedef {(isActive: () => Promise<boolean>) => Promise<void>} Disturbance what is done to the dashboard meanwhile */

/**
 * Provisions once in peace, then again and again while the dashboard is killed, and compares what each came to. Returns
 * what was measured. Throws an AssertionError.
 * @param {string} home an empty folder @param {number} kills @param {number} seed
 */
export async function soakProvision(home, kills, seed) {
  say(`${kills} kills, seed ${seed}`);
  const startedAt = Date.now();
  const random = randomFrom(seed);
  const slipway = await prepareSlipway(home);
  const { dashboard } = slipway;
  dashboard.launch();
  await dashboard.ready();
  // The first makes the app; the second, which finds it, is what the disturbed ones are held to.
  await provision(slipway);
  await dashboard.kill();
  const bootMs = await durationOf(async () => {
    dashboard.launch();
    await dashboard.ready();
  });
  const calm = await provision(slipway);
  assert.equal(calm.outcome.story.end.status, 'succeeded');
  say(
    `undisturbed: ${calm.outcome.story.resources.length} resources in ${calm.tookMs} ms, start ${bootMs} ms`,
  );
  let [killed, runs, resumed, longestMs] = [0, 0, 0, 0];
  while (killed < kills) {
    const left = kills - killed;
    if (Date.now() - startedAt > SOAK_TIMEOUT_MS)
      throw new Refusal(`${left} kills were left after ${SOAK_TIMEOUT_MS / 1000} s.`);
    const times = { random, bootMs, runMs: calm.tookMs };
    const most = Math.min(left, 1 + Math.floor(random() * MAX_KILLS_PER_RUN));
    /** @type {number[]} */
    let killedAt = [];
    const { outcome, endedAt, tookMs, attempts } = await provision(slipway, async (isActive) => {
      killedAt = await killAtRandom(dashboard, most, times, isActive);
    });
    assert.deepEqual(outcome, calm.outcome);
    const counted = killedAt.filter((at) => at < endedAt).length;
    killed += counted;
    runs += 1;
    resumed += attempts - 1;
    longestMs = Math.max(longestMs, tookMs);
    say(`run ${runs}: killed ${counted} times, ${attempts} attempts, the same story; ${left - counted} left`);
  }
  const [complaint] = dashboard.complaints;
  if (complaint) throw new Refusal(`Every run ended well, but the dashboard complained: ${complaint}`);
  return [
    { name: 'kills while a run was under way', value: killed, unit: 'kills' },
    { name: 'runs, each with the story and the config of the undisturbed one', value: runs, unit: 'runs' },
    { name: 'attempts that took a run up again', value: resumed, unit: 'attempts' },
    { name: 'the undisturbed run', value: calm.tookMs, unit: 'ms' },
    { name: 'start of the dashboard', value: bootMs, unit: 'ms' },
    { name: 'the longest run, its restarts included', value: longestMs, unit: 'ms' },
    { name: 'everything', value: Math.round((Date.now() - startedAt) / 1000), unit: 's' },
  ];
}

/** @param {Slipway} slipway @param {Disturbance} [disturb] */
async function provision(slipway, disturb) {
  const target = await slipway.target();
  const plan = await slipway.call('/api/v1/projects/soak/plan', { ...target, parameters: PARAMETERS });
  const input = { ...target, parameters: PARAMETERS, planId: plan.id, despiteFailures: true };
  const { runId } = await slipway.call('/api/v1/projects/soak/runs', { kind: 'provision', input });
  const isActive = async () => {
    const { status } = await slipway.call(`/api/v1/runs/${runId}`);
    return status === 'queued' || status === 'running';
  };
  await disturb?.(isActive);
  const deadline = Date.now() + RUN_TIMEOUT_MS;
  while (await isActive()) {
    assert.ok(Date.now() < deadline, `run ${runId} has not ended`);
    await sleep(POLL_INTERVAL_MS);
  }
  const events = await slipway.events(runId);
  const begunAt = Date.parse(events.at(0)?.at);
  const endedAt = Date.parse(events.at(-1)?.at);
  return {
    outcome: { config: await slipway.config(), story: storyOf(runId, events) },
    attempts: events.filter(({ type }) => type === 'run.started').length,
    tookMs: endedAt - begunAt,
    endedAt,
  };
}

/** @param {() => Promise<void>} work */
async function durationOf(work) {
  const startedAt = Date.now();
  await work();
  return Date.now() - startedAt;
}
