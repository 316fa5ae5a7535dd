import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const MEMORY_POLL_INTERVAL_MS = 20;
const KIB_PER_MIB = 1024;

export type Program = { url: string; memoryMib(): Promise<number>; end(): Promise<void> };

/** Runs a Node program in a process of its own until it says the address that it listens on. */
export async function startProgram(file: string, ...args: string[]): Promise<Program> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      async memoryMib() {
        const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]);
        return Number(stdout) / KIB_PER_MIB;
      },
      async end() {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`${file} ended before it listened.`);
}

/** The most memory that a program takes while something is done, in MiB. */
export async function peakMemoryMib(program: Program, work: () => Promise<void>): Promise<number> {
  let peak = 0;
  let done = false;
  const working = work().finally(() => {
    done = true;
  });
  while (!done) {
    peak = Math.max(peak, await program.memoryMib());
    await Promise.race([working, new Promise((resolve) => setTimeout(resolve, MEMORY_POLL_INTERVAL_MS))]);
  }
  await working;
  return peak;
}
