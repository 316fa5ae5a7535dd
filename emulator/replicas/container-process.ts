import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { LineSplitter } from './line-splitter.ts';
import { killGroup, signalGroup } from './process-group.ts';
import type { ProcessRegistry } from './process-registry.ts';
import type { LogLine } from './replica-host.ts';

/** How a process ended; a signal counts as 128 + its number, as container runtimes report it. */
export type Exit = { code: number; reason: string };

export type ProcessStart = {
  argv: readonly string[];
  env: Record<string, string>;
  cwd: string;
  registry: ProcessRegistry;
  onLine(stream: LogLine['stream'], text: string): void;
};

/** The web framework's global types demand NODE_ENV of every environment; a container's has none. */
const environmentSchema = z.custom<NodeJS.ProcessEnv>();
const NOT_STARTED_CODE = 127;
const SIGNAL_CODE_BASE = 128;
/** Output may outlive its process when a grandchild holds the pipe; nobody waits longer than this for it. */
const DRAIN_MS = 1_000;

/** One container's process with everything that it starts: a process group of its own. */
export class ContainerProcess {
  /** Resolves when the process, the rest of its group and its output have ended. */
  readonly exited: Promise<Exit>;
  readonly #pid: number | undefined;
  #hasExited = false;

  constructor({ argv, env, cwd, registry, onLine }: ProcessStart) {
    const [file = '', ...args] = argv;
    const child = spawn(file, args, {
      cwd,
      env: environmentSchema.parse(env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const pid = child.pid;
    this.#pid = pid;
    if (pid !== undefined) registry.record(pid);
    const drained = new Promise<void>((resolve) => child.once('close', () => resolve()));
    for (const stream of ['stdout', 'stderr'] as const) {
      const lines = new LineSplitter();
      const pass = (texts: string[]) => {
        for (const text of texts) onLine(stream, text);
      };
      child[stream].on('data', (chunk: Buffer) => pass(lines.push(chunk)));
      child[stream].once('close', () => pass(lines.end()));
    }
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#hasExited = true;
        resolve({ code: NOT_STARTED_CODE, reason: `could not be started: ${error.message}` });
      });
      child.once('exit', async (code, signal) => {
        this.#hasExited = true;
        if (pid !== undefined) {
          await killGroup(pid);
          registry.forget(pid);
        }
        await Promise.race([drained, delay(DRAIN_MS, undefined, { ref: false })]);
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
        resolve(signal === null ? exitOf(code ?? 0) : exitBySignal(signal));
      });
    });
  }

  /** Asks the process to end, and makes it end after `graceMs`. A later call may shorten the wait of an earlier one. */
  async stop(graceMs: number): Promise<void> {
    this.#signal('SIGTERM');
    const patience = setTimeout(() => this.#signal('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(patience);
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#pid !== undefined && !this.#hasExited) signalGroup(this.#pid, signal);
  }
}

function exitOf(code: number): Exit {
  return { code, reason: code === 0 ? 'Completed' : 'ProcessExited' };
}

function exitBySignal(signal: NodeJS.Signals): Exit {
  return { code: SIGNAL_CODE_BASE + constants.signals[signal], reason: `ended by ${signal}` };
}
