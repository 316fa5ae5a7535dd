import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startChild } from '../children.mjs';
import { Refusal } from '../refusal.mjs';
import { nodeBinary, readSettings, root } from '../settings.mjs';
import { answering, becomesReady, lineMatching } from '../wait.mjs';

const READY_TIMEOUT_MS = 120_000;
/** Of what a dashboard says, for the report of one that does not start. */
const LAST_LINES = 20;
/** How the worker's queue tells of a database that a kill has hurt. */
const COMPLAINT = /The job queue reports/;

// Both programs end with their channel, and so with this process, however that one goes.

/**
 * A dashboard that can be killed and brought up again on the same data.
 * @param {number} port @param {NodeJS.ProcessEnv} env
 */
export function killableDashboard(port, env) {
  const url = `http://127.0.0.1:${port}`;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  let ready = Promise.resolve();
  /** @type {string[]} */
  const complaints = [];
  return {
    url,
    complaints,
    /** Resolves at once; `ready` says when it answers. */
    launch() {
      const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
      const preload = ['--import', './scripts/lib/end-with-parent.mjs'];
      const started = startChild(
        nodeBinary,
        [...preload, next, 'start', '-H', '127.0.0.1', '-p', String(port)],
        { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
      );
      child = started;
      assert.ok(started.stderr);
      /** @type {string[]} */
      const said = [];
      createInterface({ input: started.stderr }).on('line', (line) => {
        said.push(line);
        if (said.length > LAST_LINES) said.shift();
        if (COMPLAINT.test(line)) complaints.push(line);
      });
      const answers = (/** @type {AbortSignal} */ signal) => answering(`${url}/api/health`, signal);
      ready = becomesReady('The dashboard', started, answers, READY_TIMEOUT_MS).then(
        () => undefined,
        (error) => Promise.reject(new Refusal([error.message, ...said].join('\n'))),
      );
      // One that is killed before it answers is no problem of anybody who does not wait for it.
      ready.catch(() => undefined);
    },
    ready: () => ready,
    async kill() {
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** At the pace that it has in use. @param {string} home @param {number} port */
export async function startAzure(home, port) {
  const data = join(home, 'azure');
  await mkdir(data, { recursive: true });
  const { images, seed } = readSettings(process.env);
  const options = { port, data, images, seed };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = startChild(nodeBinary, ['emulator/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { stdout } = child;
  assert.ok(stdout);
  const ready = () => lineMatching(stdout, /^Local Azure is listening on /, () => undefined);
  await becomesReady('The local Azure', child, ready, READY_TIMEOUT_MS);
}
