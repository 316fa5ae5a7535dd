import { beforeEach, expect, test, vi } from 'vitest';
import { readPrices } from '@/lib/azure/prices';
import { dropSingleton } from '@/lib/core/singleton';
import { startLocalAzure } from '@/tests/local-azure';

beforeEach(() => dropSingleton('azure.prices'));

async function arm(url: string, fault: string, times: number): Promise<void> {
  const body = JSON.stringify({ fault, match: '/api/retail/prices', times });
  await fetch(`${url}/_local-azure/faults`, { method: 'POST', body });
}

test('every page of a region is read, and of its prices alone', async () => {
  await startLocalAzure();
  const { items, currency, location } = await readPrices('westeurope');
  expect({ currency, location }).toEqual({ currency: 'USD', location: 'westeurope' });
  const dear = items.find(({ meterName }) => meterName === 'Standard vCPU Active Usage');
  expect(dear?.retailPrice).toBe(0.000034);
  expect(new Set(items.map(({ serviceName }) => serviceName))).toEqual(
    new Set(['Azure Container Apps', 'Storage', 'Log Analytics']),
  );
  expect(items.filter(({ meterName }) => meterName === 'Dedicated Plan Management')).toHaveLength(1);
});

test('prices are read once a day', async () => {
  const azure = await startLocalAzure();
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const first = await readPrices('eastus');
    await azure.close();
    vi.advanceTimersByTime(23 * 60 * 60_000);
    expect(await readPrices('eastus')).toBe(first);
    vi.advanceTimersByTime(61 * 60_000);
    await expect(readPrices('eastus')).rejects.toMatchObject({ info: { code: 'prices_unavailable' } });
  } finally {
    vi.useRealTimers();
  }
});

test.each(['throttled', 'burst', 'reset'])('a list that is %s at first is read in the end', async (fault) => {
  const azure = await startLocalAzure();
  await arm(azure.url, fault, 2);
  expect((await readPrices('eastus')).items.length).toBeGreaterThan(10);
});

test('who no longer asks is not kept waiting', async () => {
  await startLocalAzure();
  const reason = new Error('left');
  await expect(readPrices('eastus', AbortSignal.abort(reason))).rejects.toBe(reason);
});
