import { expect, it, vi } from 'vitest';
import { getProject } from '@/lib/config/projects';
import { listCreatedResources } from '@/lib/provisioning/created-resources';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { GET, POST } from './route';

withTempData();

const { subscriptionId } = sample;
const url = `http://localhost:3000/api/v1/azure/resource-groups?subscriptionId=${subscriptionId}`;
const post = (body: unknown, headers: Record<string, string> = {}) =>
  POST(
    new Request(url, {
      method: 'POST',
      headers: { host: 'localhost:3000', ...headers },
      body: JSON.stringify(body),
    }),
  );

it('a resource group is made over HTTP, listed, and written down as ours', async () => {
  await startLocalAzure();
  const { root } = await tempProject();
  vi.stubEnv('SLIPWAY_PROJECTS', `mine=${root}`);
  const group = { project: 'mine', subscriptionId, resourceGroup: 'rg-new', location: 'westus' };
  const made = await post(group);
  expect(made.status).toBe(201);
  expect(await made.json()).toEqual({ name: 'rg-new', location: 'westus' });
  expect(await (await GET(new Request(url))).json()).toContainEqual({ name: 'rg-new', location: 'westus' });
  expect((await listCreatedResources(getProject('mine'))).map(({ name }) => name)).toEqual(['rg-new']);

  expect((await post(group)).status).toBe(409);
  expect((await post({ ...group, resourceGroup: 'dot.' })).status).toBe(400);
  expect((await post({ ...group, project: 'nobody' })).status).toBe(404);
  expect((await post(group, { origin: 'https://elsewhere.test' })).status).toBe(403);
});
