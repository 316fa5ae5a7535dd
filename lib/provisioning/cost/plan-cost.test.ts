import { expect, test } from 'vitest';
import { readPrices } from '@/lib/azure/prices';
import { gpuProfiles } from '@/lib/config/parameters-schema';
import { estimateCost } from '@/lib/provisioning/cost/estimate-cost';
import { planCost } from '@/lib/provisioning/cost/plan-cost';
import { startLocalAzure } from '@/tests/local-azure';

const unset = { gpuProfile: null, minimumReplicas: null, maximumInstanceCount: 1 } as const;

test('a dedicated node is billed by its GPU, cores and memory, and its environment by the plan', async () => {
  await startLocalAzure();
  const { perHour, perMonth, perForgottenWeek, missing } = await planCost('eastus', unset, false);
  const node = 4.2 + 24 * 0.0571 + 220 * 0.005;
  expect(perHour.least).toBeCloseTo(node + 0.1, 6);
  expect(perHour.most).toBeCloseTo(perHour.least, 6);
  expect(perMonth.most).toBeCloseTo(perHour.most * 730, 4);
  expect(perForgottenWeek.most).toBeCloseTo(perHour.most * 168, 4);
  expect(missing).toEqual([]);
});

test('an environment that scales to zero still pays for its plan when it has a dedicated profile', async () => {
  await startLocalAzure();
  const sized = { ...unset, minimumReplicas: 0, maximumInstanceCount: 2 };
  const { perHour } = await planCost('eastus', sized, true);
  expect(perHour.least).toBeCloseTo(0.1, 6);
  expect(perHour.most).toBeCloseTo(0.1 + 2 * (4.2 + 24 * 0.0571 + 220 * 0.005), 6);
});

test.each([
  ['Consumption-GPU-NC24-A100', 3600 * (0.000529 + 24 * 0.000024 + 220 * 0.000003)],
  ['Consumption-GPU-NC8as-T4', 3600 * (0.000073 + 8 * 0.000024 + 56 * 0.000003)],
  ['Consumption', 3600 * (4 * 0.000024 + 8 * 0.000003)],
] as const)('%s costs nothing at zero replicas, and by the second beyond', async (gpuProfile, replica) => {
  await startLocalAzure();
  // The instance count bounds nodes, which these profiles have none of.
  const sized = { ...unset, gpuProfile, minimumReplicas: 0, maximumInstanceCount: 3 };
  const { perHour } = await planCost('eastus', sized, false);
  expect(perHour.least).toBe(0);
  expect(perHour.most).toBeCloseTo(replica, 6);
  // The plan of a dedicated profile that the environment keeps is billed all the same.
  const beside = await planCost('eastus', sized, true);
  expect(beside.perHour.least).toBeCloseTo(0.1, 6);
  expect(beside.perHour.most).toBeCloseTo(replica + 0.1, 6);
});

test('a replica that is kept is billed as idle at the least where it has no GPU, and in full where it has one', async () => {
  await startLocalAzure();
  const kept = { ...unset, minimumReplicas: 1 };
  const { perHour } = await planCost('eastus', { ...kept, gpuProfile: 'Consumption' }, false);
  expect(perHour.least).toBeCloseTo(3600 * (4 * 0.000003 + 8 * 0.000003), 6);
  expect(perHour.most).toBeCloseTo(3600 * (4 * 0.000024 + 8 * 0.000003), 6);
  for (const gpuProfile of ['Consumption-GPU-NC24-A100', 'Consumption-GPU-NC8as-T4'] as const) {
    const gpu = await planCost('eastus', { ...kept, gpuProfile }, false);
    expect(gpu.perHour.least).toBe(gpu.perHour.most);
    expect(gpu.perHour.least).toBeGreaterThan(1);
  }
});

test('every line is a price of the list times its quantity, and the sums are those of the lines', async () => {
  await startLocalAzure();
  const { items, readAt, currency } = await readPrices('westeurope');
  for (const gpuProfile of [null, ...gpuProfiles]) {
    const sized = { gpuProfile, minimumReplicas: 1, maximumInstanceCount: 3 };
    const estimate = await planCost('westeurope', sized, false);
    expect(estimate).toMatchObject({ currency, location: 'westeurope', pricedAt: readAt });
    for (const { meter, unitPrice, unit, quantityPerHour, perHour } of estimate.lines) {
      const prices = items.filter(
        ({ meterName, unitOfMeasure }) => meterName === meter && unitOfMeasure === unit,
      );
      expect(prices.map(({ retailPrice }) => retailPrice)).toContain(unitPrice);
      expect(perHour.most).toBeCloseTo(unitPrice * quantityPerHour.most, 9);
    }
    for (const end of ['least', 'most'] as const) {
      const sum = estimate.lines.reduce((all, line) => all + line.perHour[end], 0);
      expect(estimate.perHour[end]).toBeCloseTo(sum, 9);
      expect(estimate.perMonth[end]).toBeCloseTo(sum * 730, 6);
      expect(estimate.perForgottenWeek[end]).toBeCloseTo(sum * 168, 6);
    }
  }
});

test('what is billed by use is told by its price, and is in no sum', async () => {
  await startLocalAzure();
  const { lines } = await planCost('eastus', unset, false);
  expect(lines.filter(({ quantityPerHour }) => quantityPerHour.most === 0)).toMatchObject([
    { meter: 'LRS Data Stored', unitPrice: 0.06, unit: '1 GB/Month' },
    // Beyond the free tier.
    { meter: 'Analytics Logs Data Ingestion', unitPrice: 2.3, unit: '1 GB' },
  ]);
});

test('a meter that the list lacks is named, and nothing is made up for it', async () => {
  await startLocalAzure();
  const prices = await readPrices('eastus');
  const items = prices.items.filter(({ meterName }) => meterName !== 'Dedicated GPU Usage');
  const estimate = estimateCost(
    { ...prices, items },
    {
      gpuProfile: null,
      replicas: { least: 1, most: 1 },
      keepsDedicated: false,
    },
  );
  expect(estimate.missing).toEqual(['Dedicated GPU Usage']);
  expect(estimate.perHour.most).toBeCloseTo(0.1 + 24 * 0.0571 + 220 * 0.005, 6);
});

test('where nothing is priced, all of it is named', async () => {
  await startLocalAzure();
  const { lines, missing, perHour } = await planCost('atlantis', unset, false);
  expect({ lines, perHour }).toEqual({ lines: [], perHour: { least: 0, most: 0 } });
  expect(missing).toContain('Dedicated Plan Management');
});
