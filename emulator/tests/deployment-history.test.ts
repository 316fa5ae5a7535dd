import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, deployTemplate, template } from './template-fixture.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const DEPLOYMENTS = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.Resources/deployments`;
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${azure.url()}${path}${path.includes('?') ? '&' : '?'}api-version=2025-04-01`, init);

test('a deployment is answered as it is described, and nothing more', async () => {
  const body = template([accountNode('plainaccount')], {
    parameters: { size: { type: 'int', defaultValue: 3 }, key: { type: 'secureString', defaultValue: 'k' } },
    outputs: { list: { type: 'array', value: [1] } },
  });
  await deployTemplate(azure, 'described', body);
  const answer = await (await ask(`${DEPLOYMENTS}/described`)).json();
  expect(answer).toEqual({
    id: `${DEPLOYMENTS}/described`,
    name: 'described',
    type: 'Microsoft.Resources/deployments',
    properties: {
      templateHash: expect.stringMatching(/^\d+$/),
      mode: 'Incremental',
      provisioningState: 'Succeeded',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
      duration: expect.stringMatching(/^PT[\d.]+S$/),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      parameters: { size: { type: 'Int', value: 3 }, key: { type: 'SecureString' } },
      providers: [
        {
          namespace: 'Microsoft.Storage',
          resourceTypes: [{ resourceType: 'storageAccounts', locations: ['eastus'] }],
        },
      ],
      dependencies: [],
      outputs: { list: { type: 'Array', value: [1] } },
      outputResources: [{ id: expect.stringMatching(/storageAccounts\/plainaccount$/) }],
    },
  });

  const { value } = await (await ask(`${DEPLOYMENTS}/described/operations?$top=1`)).json();
  expect(value).toEqual([
    {
      id: expect.stringMatching(/\/described\/operations\/[0-9A-F]{16}$/),
      operationId: expect.stringMatching(/^[0-9A-F]{16}$/),
      properties: {
        provisioningOperation: 'Create',
        provisioningState: 'Succeeded',
        timestamp: expect.any(String),
        duration: expect.stringMatching(/^PT[\d.]+S$/),
        serviceRequestId: expect.any(String),
        statusCode: 'Created',
        targetResource: {
          id: expect.any(String),
          resourceType: 'Microsoft.Storage/storageAccounts',
          resourceName: 'plainaccount',
          apiVersion: '2023-01-01',
        },
      },
    },
  ]);
  const operation = await azure.deployments.deploymentOperations.get(
    GROUP,
    'described',
    value[0].operationId,
  );
  expect(operation.operationId).toBe(value[0].operationId);
});

test('validation answers what would be deployed, and by which resources', async () => {
  const { properties } = await azure.deployments.deployments.validate(
    GROUP,
    'asked',
    {
      properties: {
        mode: 'Incremental',
        template: {
          ...template([accountNode('askedaccount')], { outputs: { o: { type: 'int', value: 1 } } }),
        },
        validationLevel: 'Provider',
      },
    },
    QUICK,
  );
  expect(properties).toMatchObject({
    provisioningState: 'Succeeded',
    validatedResources: [{ id: expect.stringMatching(/storageAccounts\/askedaccount$/) }],
    validationLevel: 'Provider',
  });
  expect(properties?.outputs).toBeUndefined();
  expect(properties?.outputResources).toBeUndefined();
  expect(await azure.deployments.deployments.checkExistence(GROUP, 'asked')).toMatchObject({ body: false });
});

test('deployments are listed page by page, and by their state', async () => {
  await azure.resources.resourceGroups.createOrUpdate('listed', { location: 'eastus' });
  for (const name of ['one', 'two', 'three'])
    await azure.deployments.deployments.createOrUpdate(
      'listed',
      name,
      { properties: { mode: 'Incremental', template: { ...template([]) } } },
      QUICK,
    );
  const pages = azure.deployments.deployments.listByResourceGroup('listed', { top: 2 }).byPage();
  const sizes: number[] = [];
  for await (const page of pages) sizes.push(page.length);
  expect(sizes).toEqual([2, 1]);
  const failed = azure.deployments.deployments.listByResourceGroup('listed', {
    filter: "provisioningState eq 'Failed'",
  });
  expect(await all(failed)).toEqual([]);
  const wrong = azure.deployments.deployments.listByResourceGroup('listed', { filter: 'name eq 1' });
  await expect(all(wrong)).rejects.toMatchObject({ code: 'InvalidFilterInQueryString' });
});

test('a deletion is accepted, told as done, and told as nothing to do the second time', async () => {
  await deployTemplate(azure, 'going', template([]));
  const first = await ask(`${DEPLOYMENTS}/going`, { method: 'DELETE' });
  expect(first.status).toBe(202);
  const location = new URL(first.headers.get('location') ?? '');
  expect((await fetch(`${azure.url()}${location.pathname}${location.search}`)).status).toBe(204);
  expect((await ask(`${DEPLOYMENTS}/going`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(`${DEPLOYMENTS}/going`)).status).toBe(404);
});

test('a template is hashed on demand, and as in the deployment of it', async () => {
  const body = template([]);
  const { templateHash, minifiedTemplate } = await azure.deployments.deployments.calculateTemplateHash({
    ...body,
  });
  await deployTemplate(azure, 'hashed', body);
  const { properties } = await azure.deployments.deployments.get(GROUP, 'hashed');
  expect(properties?.templateHash).toBe(templateHash);
  expect(minifiedTemplate).toContain('"CONTENTVERSION":"1.0.0.0"');
});

test('a group keeps 800 deployments, and takes no other until one is gone', async () => {
  await azure.resources.resourceGroups.createOrUpdate('full', { location: 'eastus' });
  const path = (name: string) =>
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/full/providers/Microsoft.Resources/deployments/${name}`;
  const put = (name: string) =>
    ask(path(name), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { mode: 'Incremental', template: template([]) } }),
    });
  await put('d0');
  await eventually(async () => expect(await (await ask(path('d0'))).text()).toContain('"Succeeded"'));
  await copyDeployment('d0', 800);
  const refused = await put('one-more');
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    error: { code: 'DeploymentQuotaExceeded', message: expect.stringContaining("quota of '800'") },
  });
  expect((await put('d7')).status).toBe(200);
  await ask(path('d8'), { method: 'DELETE' });
  expect((await put('one-more')).status).toBe(201);
});

/** Writes a kept deployment down under further names, `d1` to the last, and starts the program anew. */
async function copyDeployment(name: string, count: number): Promise<void> {
  const folder = join(azure.dataDir, 'state', 'deployments');
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.find((content) => content.includes(`/deployments/${name}"`)) ?? '';
  for (let index = 1; index < count; index += 1) {
    const copy = text
      .replaceAll(`/deployments/${name}"`, `/deployments/d${index}"`)
      .replace(`"name": "${name}"`, `"name": "d${index}"`);
    const file = createHash('sha256').update(JSON.parse(copy).key).digest('hex');
    await writeFile(join(folder, `${file}.json`), copy);
  }
  await azure.restart();
}
