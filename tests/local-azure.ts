import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { createEmulator, type Emulator } from '../emulator/emulator';
import type { OnEnd } from './clean-up';

/** The sample's names, as `infra/local-azure.seed.json` lays them out. */
export const sample = {
  tenantId: '5a3b1e00-0000-4000-8000-000000000001',
  subscriptionId: '5a3b1e00-0000-4000-8000-000000000002',
  resourceGroup: 'rg-sample-finetuning',
};

type Options = {
  /** Factor on the times that Azure takes: with 0 everything is done at once. */
  pace?: number;
  /** Where images are kept that are worth keeping: one that holds torch takes minutes to make. */
  imagesDir?: string;
  onEnd?: OnEnd;
  /** What an earlier one has left behind, to go on with. */
  folder?: string;
};

/** A seeded local Azure, that Slipway's environment points to; for one test, or until the end that `onEnd` waits for. */
export async function startLocalAzure(options: Options = {}): Promise<Emulator> {
  const { pace = 0, onEnd = onTestFinished } = options;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'slipway-azure-')));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  const emulator = await createEmulator({
    dataDir: join(folder, 'data'),
    imagesDir: options.imagesDir ?? join(folder, 'images'),
    port: 0,
    pace,
    seed: 'infra/local-azure.seed.json',
  });
  onEnd(() => emulator.close());
  // What lib keeps beside the database; a test that has a data folder of its own keeps it there.
  if (!process.env.SLIPWAY_DATA) vi.stubEnv('SLIPWAY_DATA', join(folder, 'slipway'));
  vi.stubEnv('SLIPWAY_AZURE', 'local');
  vi.stubEnv('LOCAL_AZURE_PORT', String(emulator.port));
  onEnd(() => void vi.unstubAllEnvs());
  return emulator;
}
