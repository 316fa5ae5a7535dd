import { expect, test } from 'vitest';
import { replicaCost } from '@/lib/provisioning/cost/replica-cost';
import { startLocalAzure } from '@/tests/local-azure';

test('a replica costs its GPU, cores and memory, and not what its environment costs anyway', async () => {
  await startLocalAzure();
  const dedicated = await replicaCost({ location: 'eastus', profileType: 'NC24-A100' });
  expect(dedicated?.perHour.most).toBeCloseTo(4.2 + 24 * 0.0571 + 220 * 0.005, 6);
  expect(dedicated?.perHour.least).toBe(dedicated?.perHour.most);
  const serverless = await replicaCost({ location: 'eastus', profileType: 'consumption-gpu-nc8as-t4' });
  expect(serverless?.perHour.most).toBeCloseTo(3600 * (0.000073 + 8 * 0.000024 + 56 * 0.000003), 6);
});

test('one without a GPU costs less while it waits', async () => {
  await startLocalAzure();
  const cost = await replicaCost({ location: 'eastus', profileType: 'Consumption' });
  expect(cost?.currency).toBe('USD');
  expect(cost?.perHour.least).toBeLessThan(cost?.perHour.most ?? 0);
});

test('of a profile that the template does not know nothing is told', async () => {
  expect(await replicaCost({ location: 'eastus', profileType: 'D4' })).toBeNull();
});
