import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { closeDatabase, getDatabase } from '@/lib/db/client';
import { stopAnnouncer } from '@/lib/runs/announcer';
import type { StepContext } from '@/lib/runs/step';
import { getRun, readEvents } from '@/lib/runs/store';
import { executeRun } from '@/lib/worker/execute-run';
import { startWorker } from '@/lib/worker/worker';

const ACKNOWLEDGED_BEFORE_KILL = 25;
/** Two cold starts of a database and of a process. */
const TEST_TIMEOUT_MS = 90_000;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-crash-'));
  vi.stubEnv('SLIPWAY_DATA', folder);
  vi.stubEnv('DATABASE_URL', '');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

/** Starts a worker in a process of its own and kills it once it has acknowledged enough events. */
async function killWorkerMidWrite(): Promise<{ child: ChildProcess; runId: string; acknowledged: number }> {
  const node = ['--conditions=react-server', '--import', './tests/resolve-alias.mjs'];
  const child = spawn(process.execPath, [...node, 'tests/fixtures/appending-worker.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    printed.push(line);
    if (printed.length === ACKNOWLEDGED_BEFORE_KILL) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { child, runId: printed[0] ?? '', acknowledged: Number(printed.at(-1)) };
}

test('a killed worker loses no acknowledged event, and the next one goes on from the last finished step', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { child, runId, acknowledged } = await killWorkerMidWrite();
  expect(child.signalCode).toBe('SIGKILL');

  const before = await readEvents(runId, 0, 10_000);
  expect(before.map(({ seq }) => seq)).toEqual(before.map((_event, index) => index + 1));
  expect(before.length).toBeGreaterThanOrEqual(acknowledged);

  const check = vi.fn(async () => undefined);
  const sync = vi.fn(async ({ results }: StepContext<unknown>) => ({ checkedBy: results.check?.pid }));
  const definition = {
    kind: 'deploy' as const,
    inputSchema: z.unknown(),
    steps: [
      { name: 'check', limitMs: TEST_TIMEOUT_MS, run: check },
      { name: 'sync', limitMs: TEST_TIMEOUT_MS, run: sync },
    ],
    result: () => ({}),
  };
  const worker = await startWorker(await getDatabase(), (run, shutdown) =>
    executeRun(definition, run.id, shutdown),
  );
  await expect
    .poll(() => getRun(runId), { timeout: 10_000 })
    .toMatchObject({ status: 'succeeded', attempt: 2 });
  await worker.stop();
  await stopAnnouncer();
  await closeDatabase();

  expect(check).not.toHaveBeenCalled();
  expect(sync).toHaveBeenCalledOnce();
  expect(await sync.mock.results[0]?.value).toEqual({ checkedBy: child.pid });
});
