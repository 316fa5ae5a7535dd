import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, deployTemplate, template } from './template-fixture.ts';

const DEPLOYMENT = `subscriptions/${SUBSCRIPTION}/resourcegroups/${GROUP}/providers/Microsoft.Resources/deployments/raw`;
const VERSION = 'api-version=2025-04-01';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  await deployTemplate(azure, 'before', template([accountNode('kept')]));
});
afterAll(() => azure.close());

const post = (body: object, group = GROUP) =>
  fetch(`${azure.url()}/${DEPLOYMENT.replace(GROUP, group)}/whatIf?${VERSION}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const ask = (resources: object[], rest: object = {}) =>
  post({ properties: { mode: 'Incremental', template: template(resources), ...rest } });
async function resultOf(answer: Response) {
  const result = await fetch(answer.headers.get('location') ?? '');
  expect(result.status).toBe(200);
  return result.json();
}

test('the request is accepted with the address of its result, which can be read more than once', async () => {
  const answer = await ask([accountNode('kept', { sku: { name: 'Standard_GRS' } }), accountNode('young')]);
  expect(answer.status).toBe(202);
  expect(await answer.text()).toBe('');
  expect(answer.headers.get('retry-after')).toBe('1');
  const address = new RegExp(`/subscriptions/${SUBSCRIPTION}/operationresults/[\\w-]+\\?${VERSION}$`);
  expect(answer.headers.get('location')).toMatch(address);

  const result = await resultOf(answer);
  expect(result).toEqual({ status: 'Succeeded', properties: { changes: expect.any(Array) } });
  expect(result.properties.changes.map((change: object) => Object.keys(change))).toEqual([
    ['resourceId', 'changeType', 'before', 'after', 'delta'],
    ['resourceId', 'changeType', 'after'],
  ]);
  expect(result.properties.changes[0].delta).toEqual([
    { path: 'sku.name', propertyChangeType: 'Modify', before: 'Standard_LRS', after: 'Standard_GRS' },
  ]);
  expect(result.properties.changes[0].before).toMatchObject({ sku: { name: 'Standard_LRS' } });
  expect(await resultOf(answer)).toEqual(result);
});

test('a result that is not known, or no longer, is not found', async () => {
  const answer = await fetch(`${azure.url()}/subscriptions/${SUBSCRIPTION}/operationresults/none?${VERSION}`);
  expect(answer.status).toBe(404);
});

test('what only becomes wrong while it is worked out is the result, as a failure', async () => {
  const account = "resourceId('Microsoft.Storage/storageAccounts', 'kept')";
  const tags = { odd: `[listNothing(${account}, '2023-01-01').value]` };
  expect(await resultOf(await ask([accountNode('young', { tags })]))).toEqual({
    status: 'Failed',
    error: {
      code: 'DeploymentWhatIfResourceError',
      message: expect.stringContaining(`/resourceGroups/${GROUP}' has failed due to a resource error`),
      details: [expect.objectContaining({ code: expect.any(String), message: expect.any(String) })],
    },
  });
});

test.each([
  [
    'a template that is wrong',
    { template: template([{ ...accountNode('a'), name: "[nope('x')]" }]) },
    'InvalidTemplate',
  ],
  ['no template', {}, 'InvalidRequestContent'],
  [
    'a result format that is none',
    { template: template([]), whatIfSettings: { resultFormat: 'All' } },
    'InvalidRequestContent',
  ],
])('%s is refused at once, as the deployment would be', async (_name, properties, code) => {
  const answer = await post({ properties: { mode: 'Incremental', ...properties } });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code, message: expect.any(String) } });
});

test('a group that is not there is not found', async () => {
  const answer = await post({ properties: { mode: 'Incremental', template: template([]) } }, 'rg-none');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: { code: 'ResourceGroupNotFound' } });
});

test('failures that are armed for the deployment are left for it', async () => {
  const faults = `${azure.url()}/_local-azure/faults`;
  for (const fault of ['500', 'conflict', 'quota']) {
    await fetch(faults, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault, match: 'providers/Microsoft.Storage', times: 1 }),
    });
  }
  const answer = await ask([accountNode('kept', { tags: { a: 'b' } })]);
  expect(await resultOf(answer)).toMatchObject({ status: 'Succeeded' });
  const { armed } = await (await fetch(faults)).json();
  expect(armed).toHaveLength(3);
});
