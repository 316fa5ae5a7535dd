import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';

const SUB = `/subscriptions/${SUBSCRIPTION}`;
const RG = `${SUB}/resourceGroups/${GROUP}`;

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const send = (method: string, path: string, body?: object) =>
  fetch(`${azure.url()}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });

test('addresses to follow are complete and name the api-version, however the query spelled it', async () => {
  const deployment = `${RG}/providers/Microsoft.Resources/deployments/followed`;
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [],
  };
  const body = { properties: { mode: 'Incremental', template } };
  const put = await send('PUT', `${deployment}?API-Version=2025-04-01`, body);
  const asked = await send('POST', `${deployment}/whatIf?API-Version=2025-04-01`, body);
  for (const address of [put.headers.get('azure-asyncoperation'), asked.headers.get('location')]) {
    expect(address).toMatch(/^http:.*\?api-version=2025-04-01$/);
  }
});

test('the address of a next page writes spaces as ARM does', async () => {
  await send('PUT', `${SUB}/resourcegroups/rg-page?api-version=2025-04-01`, { location: 'eastus' });
  const filter = encodeURIComponent("location eq 'eastus'");
  const page = await send('GET', `${SUB}/resourcegroups?api-version=2025-04-01&$top=1&other=${filter}`);
  expect((await page.json()).nextLink).toBe(
    `${azure.url()}${SUB}/resourcegroups?api-version=2025-04-01&%24top=1&other=location%20eq%20%27eastus%27&%24skiptoken=1`,
  );
});

test('an operation and an unknown provider are named as they were spelled', async () => {
  const environment = `${RG}/providers/Microsoft.App/managedEnvironments/spelled?api-version=2025-01-01`;
  const made = await send('PUT', environment, { location: 'eastus' });
  const status = made.headers.get('azure-asyncoperation') ?? '';
  const { id } = await (await fetch(status)).json();
  expect(id).toBe(new URL(status).pathname);
  expect(id).toContain('/providers/Microsoft.App/locations/eastus/managedEnvironmentOperationStatuses/');
  const unknown = await send('GET', `${SUB}/providers/Microsoft.Nowhere?api-version=2025-04-01`);
  expect((await unknown.json()).error.message).toContain("'Microsoft.Nowhere'");
});
