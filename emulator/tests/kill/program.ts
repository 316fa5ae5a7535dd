import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));

export type Program = {
  url: string;
  port: string;
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
  /** Asks it to end and waits for its exit code and signal. */
  end(): Promise<unknown[]>;
};

/** Starts the local Azure as a program of its own and waits until it is ready. */
export async function startProgram(folder: string, port: string): Promise<Program> {
  const places = ['--data', join(folder, 'data'), '--images', join(folder, 'images')];
  const child = spawn(process.execPath, [MAIN, ...places, '--port', port, '--pace', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Most of a start is reading the program; it is the same one each time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  const exited = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(([code]) => {
      throw new Error(`The program ended with code ${code} before it was ready.`);
    }),
  ]);
  const url = String(line).split(' ').at(-1) ?? '';
  return {
    url,
    port: new URL(url).port,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    end() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
