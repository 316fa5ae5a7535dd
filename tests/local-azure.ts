import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { createEmulator, type Emulator } from '../emulator/emulator';

/** The sample's names, as `infra/local-azure.seed.json` lays them out. */
export const sample = {
  tenantId: '5a3b1e00-0000-4000-8000-000000000001',
  subscriptionId: '5a3b1e00-0000-4000-8000-000000000002',
  resourceGroup: 'rg-sample-finetuning',
};

/**
 * A seeded local Azure of this test's own, that Slipway's environment points to until the test has ended.
 * `pace` is the factor on the times that Azure takes: with 0 everything is done at once.
 */
export async function startLocalAzure(pace = 0): Promise<Emulator> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-azure-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const emulator = await createEmulator({
    dataDir: join(folder, 'data'),
    imagesDir: join(folder, 'images'),
    port: 0,
    pace,
    seed: 'infra/local-azure.seed.json',
  });
  onTestFinished(() => emulator.close());
  vi.stubEnv('SLIPWAY_AZURE', 'local');
  vi.stubEnv('LOCAL_AZURE_PORT', String(emulator.port));
  onTestFinished(() => void vi.unstubAllEnvs());
  return emulator;
}
