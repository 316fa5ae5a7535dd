import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { vi } from 'vitest';
import { freePort } from '../emulator/replicas/free-port';
import type { OnEnd } from './clean-up';

/** A start is mostly imports, and a busy machine takes many times as long for them. */
export const START_TIMEOUT_MS = 120_000;
const LINE_TIMEOUT_MS = 15_000;

/** A Python program that serves on a loopback port of its own. */
export type PythonProgram = {
  baseUrl: string;
  port: number;
  /** What it has written so far. */
  lines: string[];
  /** Resolves once it has written such a line. */
  line(pattern: RegExp): Promise<void>;
  /** Resolves once this address answers with 200. */
  answers(path: string): Promise<void>;
  /** Ends it without a word, as a machine that goes away does. */
  kill(): Promise<void>;
};

/** Starts a Gradio program in the environment that `npm test` makes for `inference/`, until the end that `onEnd` waits for. */
export async function startPython(script: string, onEnd: OnEnd): Promise<PythonProgram> {
  const port = await freePort();
  const child = spawn(testPython(), [resolve(script)], {
    cwd: resolve(script, '..'),
    env: {
      ...process.env,
      GRADIO_SERVER_NAME: '127.0.0.1',
      GRADIO_SERVER_PORT: String(port),
      GRADIO_ANALYTICS_ENABLED: 'False',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => end(child);
  onEnd(kill);
  process.once('exit', () => child.kill('SIGKILL'));

  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => lines.push(line));
  }
  const baseUrl = `http://127.0.0.1:${port}`;
  const sees = (condition: () => void | Promise<void>, timeout: number) =>
    vi.waitFor(condition, { timeout, interval: 50 }).catch((error) => {
      throw new Error(`${script} did not come that far:\n${lines.join('\n')}`, { cause: error });
    });
  return {
    baseUrl,
    port,
    lines,
    kill,
    line: (pattern) =>
      sees(() => {
        if (!lines.some((line) => pattern.test(line))) throw new Error(`There is no line like ${pattern}.`);
      }, LINE_TIMEOUT_MS),
    answers: (path) =>
      sees(async () => {
        const { status } = await fetch(baseUrl + path);
        if (status !== 200) throw new Error(`${path} answers with ${status}.`);
      }, START_TIMEOUT_MS),
  };
}

function testPython(): string {
  const python = resolve(process.env.SLIPWAY_TEST_PYTHON || '.venv/bin/python3');
  if (existsSync(python)) return python;
  throw new Error(`There is no ${python}: \`npm test\` makes it, or SLIPWAY_TEST_PYTHON names another one.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
