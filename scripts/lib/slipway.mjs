import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt } from './build.mjs';
import { projectEnv, startChild } from './children.mjs';
import { ensureInstalled } from './install.mjs';
import { requireFreePort } from './ports.mjs';
import { requirePython } from './python.mjs';
import { Refusal, say } from './refusal.mjs';
import { nodeBinary, readSettings, root } from './settings.mjs';
import { answering, becomesReady, lineMatching } from './wait.mjs';

const LOCAL_AZURE_READY_TIMEOUT_MS = 60_000;
const DASHBOARD_READY_TIMEOUT_MS = 120_000;

/**
 * The channel closes with this process, however it ends, and both programs end with the channel.
 * @type {import('node:child_process').SpawnOptions}
 */
const WITH_CHANNEL = { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] };

/** @typedef {ReturnType<typeof readSettings>} Settings */

/**
 * Brings up the local Azure (unless the real one is meant) and the dashboard, and stays until one of them ends.
 * @param {'start' | 'dev'} command of Next
 */
export async function runSlipway(command) {
  const settings = readSettings(process.env);
  const local = settings.azureMode === 'local';
  if (local) await requirePython();
  await requireFreePort(settings.port, { setting: 'PORT', purpose: 'the dashboard' });
  if (local) {
    await requireFreePort(settings.localAzurePort, {
      setting: 'LOCAL_AZURE_PORT',
      purpose: 'the local Azure',
    });
  }
  await ensureInstalled();
  if (command === 'start') await ensureBuilt();

  const parts = local ? [await startLocalAzure(settings)] : [];
  parts.push(await startDashboard(command, settings));
  say(`Slipway is ready: http://localhost:${settings.port}`);
  throw new Refusal(await Promise.race(parts.map((part) => part.end)));
}

/** The arguments of the local Azure as `npm start` runs it. @param {Settings} settings */
export function localAzureArguments(settings) {
  const { localAzurePort, localAzureData, images, seed } = settings;
  const options = { port: localAzurePort, data: localAzureData, images, seed };
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** Resolves when it is ready, with the promise of its end. @param {Settings} settings */
async function startLocalAzure(settings) {
  say('Starting the local Azure …');
  await mkdir(settings.localAzureData, { recursive: true });
  const options = localAzureArguments(settings);
  const child = startChild(nodeBinary, ['emulator/main.ts', ...options], WITH_CHANNEL);
  const ready = () =>
    lineMatching(pipeOf(child), /^Local Azure is listening on /, (line) => say(`local Azure: ${line}`));
  return becomesReady('The local Azure', child, ready, LOCAL_AZURE_READY_TIMEOUT_MS);
}

/** Resolves when it is ready, with the promise of its end. @param {'start' | 'dev'} command @param {Settings} settings */
async function startDashboard(command, { port, azureMode }) {
  say('Starting the dashboard …');
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const preload = ['--import', './scripts/lib/end-with-parent.mjs'];
  const child = startChild(
    nodeBinary,
    [...preload, next, command, '-H', '127.0.0.1', '-p', String(port)],
    azureMode === 'local' ? { ...WITH_CHANNEL, env: withoutProxyToLoopback(projectEnv()) } : WITH_CHANNEL,
  );
  // Next prints a banner with its own address first; one address is enough.
  createInterface({ input: pipeOf(child) }).on('line', (line) => {
    if (!isBanner(line)) say(line);
  });
  const ready = (/** @type {AbortSignal} */ signal) =>
    answering(`http://127.0.0.1:${port}/api/health`, signal);
  return becomesReady('The dashboard', child, ready, DASHBOARD_READY_TIMEOUT_MS);
}

/**
 * The storage client takes the machine's proxy for every address that is not exempt, the local Azure's included.
 * @template {Record<string, string | undefined>} T @param {T} env
 */
export function withoutProxyToLoopback(env) {
  const exempt = env.NO_PROXY || env.no_proxy;
  return { ...env, NO_PROXY: exempt ? `${exempt},127.0.0.1` : '127.0.0.1' };
}

/** @param {string} line of Next's output */
export function isBanner(line) {
  return line.trim() === '' || /^\s*(▲|- (Local|Network|Environments|Experiments)|✓ )/.test(line);
}

/** @param {import('node:child_process').ChildProcess} child */
function pipeOf(child) {
  if (child.stdout === null) throw new Error('The process has no output to read.');
  return child.stdout;
}
