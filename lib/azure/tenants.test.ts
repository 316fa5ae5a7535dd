import { expect, it } from 'vitest';
import { getCredential } from '@/lib/azure/cloud';
import { listResourceGroups } from '@/lib/azure/resource-groups';
import { listSubscriptions } from '@/lib/azure/subscriptions';
import { listTenantSignIns } from '@/lib/azure/tenants';
import { dropSingleton } from '@/lib/core/singleton';
import { sample, startLocalAzure } from '@/tests/local-azure';

const partner = '5a3b1e00-0000-4000-8000-000000000003';
const sandbox = {
  tenantId: '5a3b1e00-0000-4000-8000-000000000004',
  subscriptionId: '5a3b1e00-0000-4000-8000-000000000005',
};

it('says of each tenant whether Slipway can sign in there, and why not', async () => {
  await startLocalAzure();
  const tenants = await listTenantSignIns();
  expect(tenants.map(({ name, domain, signIn }) => [name, domain, signIn.state])).toEqual([
    ['Partner tenant', 'partner.onmicrosoft.com', 'refused'],
    ['Sample tenant', 'sample.onmicrosoft.com', 'signed-in'],
    ['Sandbox tenant', 'sandbox.onmicrosoft.com', 'signed-in'],
  ]);
  expect(tenants.find(({ id }) => id === partner)?.signIn).toMatchObject({
    state: 'refused',
    error: { code: 'AADSTS50076' },
  });
});

it('lists the subscriptions of the tenant that it signed in to', async () => {
  await startLocalAzure();
  expect(await listSubscriptions(sandbox.tenantId)).toEqual([
    { id: sandbox.subscriptionId, name: 'Sandbox subscription', tenantId: sandbox.tenantId },
  ]);
  expect(await listSubscriptions()).toEqual([
    { id: sample.subscriptionId, name: 'Sample subscription', tenantId: sample.tenantId },
  ]);
});

it('finds the tenant of a subscription that is known by its id alone', async () => {
  dropSingleton('azure.tenant-by-subscription');
  await startLocalAzure();
  expect(await listResourceGroups(sandbox.subscriptionId)).toEqual([]);
});

it('asks for a token once, and again only in another tenant', async () => {
  await startLocalAzure();
  const [first, second] = [await tokenOf(), await tokenOf()];
  expect(second).toBe(first);
  expect(await tokenOf(sandbox.tenantId)).not.toBe(first);
});

async function tokenOf(tenantId?: string): Promise<string | undefined> {
  return (await getCredential(tenantId).getToken('any'))?.token;
}
