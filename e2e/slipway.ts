import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from '../scripts/lib/ports.mjs';

const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;
const checkout = path.resolve(import.meta.dirname, '..');

/** A running Slipway with a data folder, a local Azure and a project of its own. */
export type Slipway = {
  url: string;
  azureUrl: string;
  /** The id and the folder of the project that the tests may change. */
  project: string;
  projectRoot: string;
  /** Everything the program printed so far, for a failing test's report. */
  output(): string;
  stop(): Promise<void>;
  /** Ends it, if it still runs, and brings it up again on the same data. */
  restart(): Promise<void>;
  /** Kills the dashboard without a word, and waits until the rest has ended with it. */
  crash(): Promise<void>;
};

/**
 * Starts what `npm start` starts, on free ports, with a copy of the checkout's project in a temporary folder. `settings` are
 * environment variables beyond those.
 */
export async function startSlipway(project: string, settings: Record<string, string> = {}): Promise<Slipway> {
  const home = await mkdtemp(path.join(tmpdir(), `slipway-e2e-${project}-`));
  const projectRoot = path.join(home, 'project');
  for (const folder of ['infra', 'inference']) {
    await cp(path.join(checkout, folder), path.join(projectRoot, folder), {
      recursive: true,
      filter: (source) => !/(__pycache__|\.pytest_cache|inference\.config\.json)$/.test(source),
    });
  }
  const port = await freePort();
  const azurePort = await freePort();
  const environment = {
    ...process.env,
    PORT: String(port),
    LOCAL_AZURE_PORT: String(azurePort),
    SLIPWAY_AZURE: 'local',
    SLIPWAY_DATA: path.join(home, 'data'),
    SLIPWAY_PROJECTS: `${project}=${projectRoot}`,
    // Pulling an image means installing PyTorch; the checkout's copy serves every suite.
    SLIPWAY_IMAGES: process.env.SLIPWAY_IMAGES ?? path.join(checkout, '.slipway', 'images'),
    ...settings,
  };
  let output = '';
  const launch = () => launchAndWait(environment, (text) => (output += text));
  let child = await launch();
  return {
    url: `http://localhost:${port}`,
    azureUrl: `http://127.0.0.1:${azurePort}`,
    project,
    projectRoot,
    output: () => output,
    async stop() {
      await end(child);
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
    async restart() {
      await end(child);
      child = await launch();
    },
    async crash() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.kill(await dashboardPid(child), 'SIGKILL');
      await ended;
    },
  };
}

/** The process of Next, which names itself. */
async function dashboardPid({ pid }: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,args=', '--ppid', String(pid)]);
  const [, found] = /^ *(\d+) next-server/m.exec(stdout) ?? [];
  if (!found) throw new Error(`No dashboard runs:\n${stdout}`);
  return Number(found);
}

async function launchAndWait(
  env: NodeJS.ProcessEnv,
  onOutput: (text: string) => void,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let seen = '';
  const note = (text: string) => {
    seen += text;
    onOutput(text);
  };
  child.stderr.on('data', (chunk) => note(String(chunk)));
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Slipway was not ready in time:\n${seen}`)),
      READY_TIMEOUT_MS,
    );
    child.once('exit', (code) =>
      reject(new Error(`Slipway ended with ${code} before it was ready:\n${seen}`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      note(`${line}\n`);
      if (!line.includes('Slipway is ready')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  try {
    await ready;
  } catch (error) {
    await end(child);
    throw error;
  }
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
