import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

export const TORCH_VERSION = '2.13.0';

const run = promisify(execFile);
const REQUIREMENT = `torch==${TORCH_VERSION}`;
/** Builds without GPU support; on Linux the default index may hold only those of several gigabytes. */
const CPU_INDEX = 'https://download.pytorch.org/whl/cpu';
const PLAN_TIMEOUT_MS = 5 * 60_000;
const INSTALL_TIMEOUT_MS = 20 * 60_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

const planSchema = z.object({
  install: z.tuple([
    z.object({ metadata: z.object({ version: z.string(), requires_dist: z.array(z.string()).default([]) }) }),
  ]),
});

/** Puts a CPU build of torch and what it requires into the environment of this interpreter. Throws one sentence. */
export async function installTorch(python: string, signal: AbortSignal): Promise<void> {
  if (!plansCpuBuild(await plan(python, signal), process.platform)) {
    const fromCpuIndex = ['install', '--no-deps', '--index-url', CPU_INDEX, REQUIREMENT];
    await pip(python, fromCpuIndex, INSTALL_TIMEOUT_MS, signal);
  }
  await pip(python, ['install', REQUIREMENT], INSTALL_TIMEOUT_MS, signal);
}

/** What pip would install. By way of a file, since on its output pip may mix colours into the report. */
async function plan(python: string, signal: AbortSignal): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'pip-report-'));
  try {
    const report = join(folder, 'report.json');
    const dryRun = ['install', '--dry-run', '--no-deps', '--report', report, REQUIREMENT];
    await pip(python, dryRun, PLAN_TIMEOUT_MS, signal);
    return JSON.parse(await readFile(report, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads pip's installation report (https://pip.pypa.io/en/stable/reference/installation-report/): is that torch small? */
export function plansCpuBuild(report: unknown, platform: NodeJS.Platform): boolean {
  const { version, requires_dist } = planSchema.parse(report).install[0].metadata;
  return (
    platform !== 'linux' ||
    version.endsWith('+cpu') ||
    !requires_dist.some((name) => /^(nvidia|cuda)[-_]/i.test(name))
  );
}

async function pip(python: string, args: string[], timeoutMs: number, signal: AbortSignal): Promise<void> {
  const options = { timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES, signal };
  try {
    await run(python, ['-m', 'pip', '--quiet', '--disable-pip-version-check', ...args], options);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error(`pip could not install ${REQUIREMENT}: ${why(error, timeoutMs)}`);
  }
}

function why(error: unknown, timeoutMs: number): string {
  const failure = z.object({ killed: z.boolean(), stderr: z.string() }).safeParse(error).data;
  if (failure === undefined) return String(error);
  if (failure.killed) return `it took longer than ${timeoutMs / 60_000} minutes.`;
  const lines = failure.stderr.split('\n').map((line) => line.trim());
  return (
    lines.filter((line) => line.startsWith('ERROR')).at(-1) ??
    lines.filter(Boolean).at(-1) ??
    'it gave no reason.'
  );
}
