import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ProviderState } from '@/lib/azure/providers';
import { createResourceGroup } from '@/lib/azure/resource-groups';
import { checkProviders } from '@/lib/provisioning/plan/checks/providers';
import { createFacts } from '@/lib/provisioning/plan/facts';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { inputWith } from '@/tests/plan-for';
import { tempProject } from '@/tests/temp-project';
import { POST } from './register/route';
import { GET } from './route';

/** In the seed's third tenant, and not registered for two of the three providers. */
const SANDBOX = {
  tenantId: '5a3b1e00-0000-4000-8000-000000000004',
  subscriptionId: '5a3b1e00-0000-4000-8000-000000000005',
};
const BOTH = ['Microsoft.App', 'Microsoft.OperationalInsights'];
/** Azure's five seconds for a registration, in a tenth: long enough to be seen at it. */
const PACE = 0.1;

describe('providers of a subscription that is not registered', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();

  beforeAll(async () => {
    await startLocalAzure({ onEnd, pace: PACE });
  });

  const states = async (): Promise<Record<string, string>> => {
    const query = new URLSearchParams(SANDBOX);
    const answer = await GET(new Request(`http://localhost:3000/api/v1/azure/providers?${query}`));
    const found: { namespace: string; state: ProviderState }[] = await answer.json();
    return Object.fromEntries(found.map(({ namespace, state }) => [namespace, state]));
  };

  const register = (namespaces: string[], headers: Record<string, string> = {}) =>
    POST(
      new Request('http://localhost:3000/api/v1/azure/providers/register', {
        method: 'POST',
        headers: { host: 'localhost:3000', ...headers },
        body: JSON.stringify({ ...SANDBOX, namespaces }),
      }),
    );

  it('are found missing, are seen while they are registered, and are there in the end', async () => {
    const group = { name: 'rg-sandbox', location: 'eastus', tags: {} };
    await states();
    await createResourceGroup(SANDBOX.subscriptionId, group);
    const check = async () => {
      const { parameters } = inputWith();
      const target = { ...SANDBOX, resourceGroup: group.name };
      const facts = createFacts(await tempProject({}), target, parameters, AbortSignal.timeout(30_000));
      return checkProviders(facts);
    };
    expect(await check()).toEqual({
      state: 'failed',
      message: `The subscription is not registered to use ${BOTH.join(', ')}.`,
      action: expect.any(String),
      fixes: [{ type: 'register-providers', namespaces: BOTH }],
    });
    expect(await states()).toMatchObject({
      'Microsoft.App': 'unregistered',
      'Microsoft.Storage': 'registered',
    });

    const registering = register(BOTH);
    await vi.waitUntil(async () => (await states())['Microsoft.App'] === 'registering');
    expect(await check()).toMatchObject({
      state: 'warning',
      message: expect.stringMatching(/still registering/),
    });
    const answer = await registering;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ registered: BOTH });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['registered']));
    expect(await check()).toMatchObject({ state: 'passed' });
  });

  it('are registered for our own pages alone, and none but those that a provision needs', async () => {
    expect((await register(BOTH, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await register(['Microsoft.Compute'])).status).toBe(400);
    expect((await register([])).status).toBe(400);
  });
});
