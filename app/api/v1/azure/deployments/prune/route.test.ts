import { describe, expect, it, vi } from 'vitest';
import { submitDeployment } from '@/lib/azure/deployments';
import { listDeployments } from '@/lib/azure/group-deployments';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { makeGroup } from '@/tests/plan-for';
import { POST } from './route';

const A_DAY_MS = 24 * 60 * 60_000;
const OF_NOTHING = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources: [],
};

const prune = (target: object, headers: Record<string, string> = {}) =>
  POST(
    new Request('http://localhost:3000/api/v1/azure/deployments/prune', {
      method: 'POST',
      headers: { host: 'localhost:3000', ...headers },
      body: JSON.stringify(target),
    }),
  );

describe('pruning the history of a group over HTTP', { timeout: 60_000 }, () => {
  it("makes the group forget Slipway's own and old deployments, and says how many", async () => {
    await startLocalAzure();
    const { subscriptionId } = sample;
    const resourceGroup = await makeGroup('rg-history');
    const target = { subscriptionId, resourceGroup };
    await submitDeployment({ ...target, name: 'theirs' }, OF_NOTHING, {});
    await submitDeployment({ ...target, name: 'ours' }, OF_NOTHING, {}, undefined, {
      'created-by': 'slipway',
    });
    const history = () => listDeployments(subscriptionId, resourceGroup);
    await vi.waitUntil(async () => (await history()).every(({ status }) => status === 'succeeded'));

    const young = await prune(target);
    expect(await young.json()).toEqual({ deleted: 0 });
    vi.useFakeTimers({ toFake: ['Date'] }).setSystemTime(Date.now() + 2 * A_DAY_MS);
    try {
      const old = await prune({ ...target, tenantId: sample.tenantId });
      expect(old.status).toBe(200);
      expect(await old.json()).toEqual({ deleted: 1 });
    } finally {
      vi.useRealTimers();
    }
    expect((await history()).map(({ name }) => name)).toEqual(['theirs']);
  });

  it('is for our own pages alone, and for a group that is there', async () => {
    await startLocalAzure();
    const { subscriptionId } = sample;
    const target = { subscriptionId, resourceGroup: 'rg-nowhere' };
    expect((await prune(target, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await prune({ subscriptionId })).status).toBe(400);
    const missing = await prune(target);
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ code: 'ResourceGroupNotFound', action: expect.any(String) });
  });
});
