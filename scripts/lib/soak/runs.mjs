import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, say } from '../refusal.mjs';
import { killAtRandom } from './kill-at-random.mjs';

const RUN_TIMEOUT_MS = 300_000;
const POLL_INTERVAL_MS = 250;
/** A run that dies ten times is given up by design; this stays well below. */
const MAX_KILLS_PER_RUN = 6;
/** Fifty kills take a few minutes on a quiet machine, and several times that on a busy one. */
const SOAK_TIMEOUT_MS = 45 * 60_000;

/** @typedef {import('./slipway.mjs').Slipway} Slipway */
/** @typedef {import('./story.mjs').LoggedEvent} LoggedEvent */
/** @typedef {(isActive: () => Promise<boolean>) => Promise<void>} Disturbance what is done to the dashboard meanwhile */

/**
 * Lets runs come to their ends, again and again, while the dashboard is killed. Returns what was measured; throws what
 * `check` does.
 * @param {Slipway} slipway
 * @param {{ kills: number, random: () => number, begin: () => Promise<string>,
 *   check: (runId: string, events: LoggedEvent[]) => Promise<void> }} soak `begin` answers with the id of a new run
 */
export async function soakRuns(slipway, { kills, random, begin, check }) {
  const startedAt = Date.now();
  const { dashboard } = slipway;
  await dashboard.kill();
  const bootMs = await durationOf(async () => {
    dashboard.launch();
    await dashboard.ready();
  });
  const calm = await runToEnd(slipway, await begin());
  await check(calm.runId, calm.events);
  say(`undisturbed: ${calm.tookMs} ms, start ${bootMs} ms`);
  let [killed, runs, resumed, longestMs] = [0, 0, 0, 0];
  while (killed < kills) {
    const left = kills - killed;
    if (Date.now() - startedAt > SOAK_TIMEOUT_MS)
      throw new Refusal(`${left} kills were left after ${SOAK_TIMEOUT_MS / 1000} s.`);
    const times = { random, bootMs, runMs: calm.tookMs };
    const most = Math.min(left, 1 + Math.floor(random() * MAX_KILLS_PER_RUN));
    /** @type {number[]} */
    let killedAt = [];
    const { runId, events, endedAt, tookMs } = await runToEnd(slipway, await begin(), async (isActive) => {
      killedAt = await killAtRandom(dashboard, most, times, isActive);
    });
    await check(runId, events);
    const counted = killedAt.filter((at) => at < endedAt).length;
    const attempts = events.filter(({ type }) => type === 'run.started').length;
    killed += counted;
    runs += 1;
    resumed += attempts - 1;
    longestMs = Math.max(longestMs, tookMs);
    say(
      `run ${runs}: killed ${counted} times, ${attempts} attempts, as it should be; ${left - counted} left`,
    );
  }
  const [complaint] = dashboard.complaints;
  if (complaint) throw new Refusal(`Every run ended well, but the dashboard complained: ${complaint}`);
  return [
    { name: 'kills while a run was under way', value: killed, unit: 'kills' },
    { name: 'runs, each as the undisturbed one', value: runs, unit: 'runs' },
    { name: 'attempts that took a run up again', value: resumed, unit: 'attempts' },
    { name: 'the undisturbed run', value: calm.tookMs, unit: 'ms' },
    { name: 'start of the dashboard', value: bootMs, unit: 'ms' },
    { name: 'the longest run, its restarts included', value: longestMs, unit: 'ms' },
    { name: 'everything', value: Math.round((Date.now() - startedAt) / 1000), unit: 's' },
  ];
}

/** @param {Slipway} slipway @param {string} runId @param {Disturbance} [disturb] */
export async function runToEnd(slipway, runId, disturb) {
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
  return { runId, events, tookMs: endedAt - begunAt, endedAt };
}

/** @param {() => Promise<void>} work */
async function durationOf(work) {
  const startedAt = Date.now();
  await work();
  return Date.now() - startedAt;
}
