import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectEnv, startChild } from './children.mjs';
import { Refusal, say } from './refusal.mjs';
import { nodeBinary, readSettings, root } from './settings.mjs';
import { withoutProxyToLoopback } from './slipway.mjs';
import { answering, becomesReady, lineMatching } from './wait.mjs';

const READY_TIMEOUT_MS = 120_000;
const RUN_TIMEOUT_MS = 120_000;
const POLL_INTERVAL_MS = 250;
/** A run that dies ten times is given up by design; this stays well below. */
const MAX_KILLS_PER_RUN = 5;
/** Fifty kills take about half of it. */
const SOAK_TIMEOUT_MS = 15 * 60_000;
const PACE = '0.2';
/** How the worker's queue tells of a database that a kill has hurt. */
const COMPLAINT = /The job queue reports/;
const QUICK_IMAGE = 'docker.io/library/python:3.12-slim';
/** No names: the same as the sample's parameters, so that each provision meets what the first has made. */
const PARAMETERS = {
  defaultCommands: ['sleep infinity'],
  maximumInstanceCount: 1,
  containerImage: QUICK_IMAGE,
};

/** @typedef {{ status: string, config: unknown, resources: string[], deployments: number }} Outcome */

/**
 * Provisions once in peace, then again and again while the dashboard is killed, and compares. Throws an AssertionError.
 * @param {string} home an empty folder @param {number} kills @param {number} seed
 */
export async function soakProvision(home, kills, seed) {
  say(`${kills} kills, seed ${seed}`);
  const random = randomFrom(seed);
  const slipway = await prepare(home);
  await slipway.start();
  // The first makes the app; the second, which finds it, is what the disturbed ones are held to.
  await provision(slipway, async () => undefined);
  const startedAt = Date.now();
  const calm = await provision(slipway, async () => undefined);
  const calmMs = Date.now() - startedAt;
  assert.equal(calm.status, 'succeeded');
  say(`undisturbed: ${calm.resources.length} resources in ${calmMs} ms`);
  const deadline = Date.now() + SOAK_TIMEOUT_MS;
  let left = kills;
  for (let run = 1; left > 0; run++) {
    if (Date.now() > deadline)
      throw new Refusal(`${left} kills were left after ${SOAK_TIMEOUT_MS / 1000} s.`);
    let killed = 0;
    const most = Math.min(left, 1 + Math.floor(random() * MAX_KILLS_PER_RUN));
    const outcome = await provision(slipway, async (isActive) => {
      while (killed < most) {
        await sleep(random() * calmMs);
        if (!(await isActive())) return;
        await slipway.kill();
        killed++;
        await slipway.start();
      }
    });
    assert.deepEqual(outcome, calm);
    left -= killed;
    say(`run ${run}: killed ${killed} times, ${outcome.status}; ${left} kills left`);
  }
  const { complaints } = slipway;
  if (complaints.length > 0)
    throw new Refusal(
      `Every run ended well, but the dashboard complained ${complaints.length} times, first: ${complaints[0]}`,
    );
}

/**
 * @param {Awaited<ReturnType<typeof prepare>>} slipway
 * @param {(isActive: () => Promise<boolean>) => Promise<void>} disturb what is done to the dashboard meanwhile
 * @returns {Promise<Outcome>}
 */
async function provision(slipway, disturb) {
  const target = await slipway.target();
  const plan = await slipway.call('/api/v1/projects/soak/plan', { ...target, parameters: PARAMETERS });
  const input = { ...target, parameters: PARAMETERS, planId: plan.id, despiteFailures: true };
  const { runId } = await slipway.call('/api/v1/projects/soak/runs', { kind: 'provision', input });
  const status = async () => (await slipway.call(`/api/v1/runs/${runId}`)).status;
  const isActive = async () => ['queued', 'running'].includes(await status());
  await disturb(isActive);
  const deadline = Date.now() + RUN_TIMEOUT_MS;
  while (await isActive()) {
    assert.ok(Date.now() < deadline, `run ${runId} has not ended`);
    await sleep(POLL_INTERVAL_MS);
  }
  const events = await slipway.events(runId);
  assert.deepEqual(
    events.map(({ seq }) => seq),
    events.map((_, index) => index + 1),
  );
  const rows = events.filter(({ type }) => type === 'resource.changed');
  const states = new Map(rows.map(({ id, state }) => [id.toLowerCase(), state]));
  const submitted = events.filter(({ type, step }) => type === 'step.finished' && step === 'submit');
  return {
    status: await status(),
    config: await slipway.config(),
    resources: [...states].map(([id, state]) => `${id} ${state}`).sort(),
    deployments: new Set(submitted.map(({ result }) => result.deployment)).size,
  };
}

/** @param {string} home */
async function prepare(home) {
  const project = join(home, 'project');
  for (const folder of ['infra', 'inference']) {
    await cp(join(root, folder), join(project, folder), { recursive: true });
  }
  await writeFile(join(project, 'infra', 'inference.config.json'), '{}\n');
  const [port, azurePort] = [await freePort(), await freePort()];
  await startAzure(home, azurePort);
  const url = `http://127.0.0.1:${port}`;
  const env = withoutProxyToLoopback({
    ...projectEnv(),
    SLIPWAY_AZURE: 'local',
    SLIPWAY_DATA: join(home, 'data'),
    SLIPWAY_PROJECTS: `soak=${project}`,
    LOCAL_AZURE_PORT: String(azurePort),
  });
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  /** @type {string[]} */
  const complaints = [];
  /** @param {string} path @param {unknown} [body] */
  const call = async (path, body) => {
    const headers = { 'content-type': 'application/json', origin: url };
    const answer = await fetch(
      `${url}${path}`,
      body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) },
    );
    assert.ok(answer.ok, `${path} answered ${answer.status}: ${await answer.clone().text()}`);
    return answer.json();
  };
  return {
    call,
    complaints,
    async start() {
      const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
      child = startChild(nodeBinary, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const { stderr } = child;
      assert.ok(stderr);
      createInterface({ input: stderr }).on('line', (line) => {
        if (COMPLAINT.test(line)) complaints.push(line);
      });
      await becomesReady(
        'The dashboard',
        child,
        (signal) => answering(`${url}/api/health`, signal),
        READY_TIMEOUT_MS,
      );
    },
    async kill() {
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async target() {
      const tuned = JSON.parse(await readFile(join(project, 'infra', 'finetuning.config.json'), 'utf8'));
      return { subscriptionId: tuned.SUBSCRIPTION_ID, resourceGroup: tuned.RESOURCE_GROUP_NAME };
    },
    config: async () => JSON.parse(await readFile(join(project, 'infra', 'inference.config.json'), 'utf8')),
    /** @param {string} runId */
    async events(runId) {
      const text = await (await fetch(`${url}/api/v1/runs/${runId}/events`)).text();
      return text
        .split('\n')
        .filter((line) => line.startsWith('data: {"'))
        .map((line) => JSON.parse(line.slice('data: '.length)));
    },
  };
}

/** @param {string} home @param {number} port */
async function startAzure(home, port) {
  const data = join(home, 'azure');
  await mkdir(data, { recursive: true });
  const { images, seed } = readSettings(process.env);
  const options = { port, data, images, seed, pace: PACE };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = startChild(nodeBinary, ['emulator/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { stdout } = child;
  assert.ok(stdout);
  const ready = () => lineMatching(stdout, /^Local Azure is listening on /, () => undefined);
  await becomesReady('The local Azure', child, ready, READY_TIMEOUT_MS);
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). @param {number} seed */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
