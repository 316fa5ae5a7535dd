import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { Refusal } from './refusal.mjs';
import { root } from './settings.mjs';

const END_TIMEOUT_MS = 10_000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */

/** @type {Set<ChildProcess>} */
const running = new Set();

/** The environment of everything that runs on the project's own Node and tools. */
export function projectEnv() {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1' };
}

/**
 * Starts a process that ends with this one.
 * @param {string} command @param {string[]} args @param {SpawnOptions} [options]
 */
export function startChild(command, args, options) {
  const child = spawn(command, args, { cwd: root, env: projectEnv(), stdio: 'inherit', ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * How a process came to its end, as words for a sentence.
 * @param {ChildProcess} child
 * @returns {Promise<{ ok: boolean, how: string }>}
 */
export function endOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, how: `could not be started (${error.message})` }));
    child.once('exit', (code, signal) =>
      resolve({ ok: code === 0, how: signal ? `was ended by ${signal}` : `ended with exit code ${code}` }),
    );
  });
}

/**
 * Runs a command to its end. Throws a Refusal when it fails.
 * @param {string} command @param {string[]} args @param {SpawnOptions} [options]
 */
export async function runCommand(command, args, options) {
  const { ok, how } = await endOf(startChild(command, args, options));
  if (!ok) throw new Refusal(`${[command, ...args].join(' ')} ${how}.`);
}

/** Asks every process that is still running to end, and makes it if it does not. */
export async function endChildren() {
  const children = [...running];
  const ends = children.map(endOf);
  for (const child of children) child.kill('SIGTERM');
  const timer = setTimeout(() => {
    for (const child of running) child.kill('SIGKILL');
  }, END_TIMEOUT_MS);
  await Promise.all(ends);
  clearTimeout(timer);
}

/**
 * A script's body. A Refusal becomes one line and exit code 1; a signal ends what was started, too.
 * @param {() => Promise<void>} body @param {{ signalExitCode: number }} [options] 0 where a signal is the way to end
 */
export async function main(body, { signalExitCode } = { signalExitCode: 130 }) {
  let ending = false;
  const end = async (/** @type {number} */ exitCode) => {
    ending = true;
    await endChildren();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end(signalExitCode));
  try {
    await body();
  } catch (error) {
    // A child that the signal ended as well is no second problem.
    if (ending) return;
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    await end(1);
  }
}
