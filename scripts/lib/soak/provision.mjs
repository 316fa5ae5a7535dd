import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, say } from '../refusal.mjs';
import { randomFrom } from './random.mjs';
import { prepareSlipway } from './slipway.mjs';
import { storyOf } from './story.mjs';

const RUN_TIMEOUT_MS = 120_000;
const POLL_INTERVAL_MS = 250;
const PACE = '0.2';
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
 * figures. Throws an AssertionError.
 * @param {string} home an empty folder @param {number} kills @param {number} seed
 */
export async function soakProvision(home, kills, seed) {
  say(`${kills} kills, seed ${seed}`);
  const startedAt = Date.now();
  const random = randomFrom(seed);
  const slipway = await prepareSlipway(home, PACE);
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
  let [left, runs, longestMs] = [kills, 0, 0];
  while (left > 0) {
    if (Date.now() - startedAt > SOAK_TIMEOUT_MS)
      throw new Refusal(`${left} kills were left after ${SOAK_TIMEOUT_MS / 1000} s.`);
    /** @type {number[]} */
    const killedAt = [];
    const most = Math.min(left, 1 + Math.floor(random() * MAX_KILLS_PER_RUN));
    const { outcome, endedAt, tookMs, attempts } = await provision(slipway, async (isActive) => {
      for (let kill = 0; kill < most; kill++) {
        // The first hits a run in full swing, the others the start as well, which takes the run up again.
        await sleep(random() * (kill === 0 ? calm.tookMs : bootMs + calm.tookMs));
        if (kill === 0 && !(await isActive())) return;
        killedAt.push(Date.now());
        await dashboard.kill();
        dashboard.launch();
      }
      await dashboard.ready();
    });
    assert.deepEqual(outcome, calm.outcome);
    const counted = killedAt.filter((at) => at < endedAt).length;
    left -= counted;
    runs += 1;
    longestMs = Math.max(longestMs, tookMs);
    say(`run ${runs}: killed ${counted} times, ${attempts} attempts, the same story; ${left} kills left`);
  }
  const [complaint] = dashboard.complaints;
  if (complaint) throw new Refusal(`Every run ended well, but the dashboard complained: ${complaint}`);
  return { kills, runs, calmMs: calm.tookMs, bootMs, longestMs, soakMs: Date.now() - startedAt };
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
