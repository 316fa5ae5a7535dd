import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, appNode, deployTemplate, environmentNode, template } from './template-fixture.ts';
import { askWhatIf, changeTypes } from './what-if-fixture.ts';

const exported = z.looseObject({
  parameters: z.record(z.string(), z.object({ type: z.string(), defaultValue: z.unknown().optional() })),
  resources: z.array(
    z.looseObject({
      type: z.string(),
      name: z.string(),
      dependsOn: z.array(z.string()).optional(),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
});
const PROVISION = new URL('../../infra/provision/', import.meta.url);

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

async function exportOf(group: string, options = '', resources = ['*']) {
  const result = await azure.resources.resourceGroups.exportTemplate(group, { resources, options }, QUICK);
  return { ...result, template: exported.parse(result.template) };
}
const newGroup = (name: string) =>
  azure.resources.resourceGroups.createOrUpdate(name, { location: 'eastus' });

test('what the inference template made is exported as a template that changes nothing, and holds no secret', async () => {
  const body = JSON.parse(await readFile(new URL('inference.json', PROVISION), 'utf8'));
  body.resources.at(-1).properties.template.scale = { minReplicas: 0, maxReplicas: 1 };
  const parameters = { maximumInstanceCount: { value: 1 }, defaultCommands: { value: ['exit 0'] } };
  await deployTemplate(azure, 'inference', body, { parameters });
  const { template: again } = await exportOf(GROUP, 'IncludeParameterDefaultValue');
  expect(again.resources).toHaveLength(7);
  const { changes } = await askWhatIf(azure, again);
  expect(changes.map(({ delta }) => delta)).toEqual(changes.map(() => []));
  expect(new Set(Object.values(changeTypes(changes)))).toEqual(new Set(['NoChange']));

  const [account] = await all(azure.storage.storageAccounts.listByResourceGroup(GROUP));
  const { keys = [] } = await azure.storage.storageAccounts.listKeys(GROUP, account?.name ?? '');
  expect(keys).toHaveLength(2);
  for (const { value } of keys) expect(JSON.stringify(again)).not.toContain(value);
});

test('an export deploys into another group, under other names, in the right order', async () => {
  const { template: again } = await exportOf(GROUP);
  expect(Object.values(again.parameters)).toEqual(
    Object.values(again.parameters).map(() => ({ type: 'String' })),
  );
  const parameters = Object.fromEntries(
    Object.keys(again.parameters).map((name, index) => [name, { value: `copied${index}` }]),
  );
  await newGroup('rg-copy');
  const { properties } = await azure.deployments.deployments.createOrUpdate(
    'rg-copy',
    'copy',
    { properties: { mode: 'Incremental', template: again, parameters } },
    QUICK,
  );
  expect(properties).toMatchObject({ provisioningState: 'Succeeded' });
  const { template: copy } = await exportOf('rg-copy');
  expect(copy.resources.map(({ type }) => type).sort()).toEqual(
    again.resources.map(({ type }) => type).sort(),
  );
  await azure.resources.resourceGroups.delete('rg-copy', QUICK);
});

test('names are parameters and ids are expressions, unless they are to be skipped', async () => {
  await newGroup('rg-names');
  const app = appNode('my-app', 'my-env');
  const environmentId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-names/providers/Microsoft.App/managedEnvironments/my-env`;
  await azure.deployments.deployments.createOrUpdate(
    'rg-names',
    'd',
    { properties: { mode: 'Incremental', template: { ...template([environmentNode('my-env'), app]) } } },
    QUICK,
  );
  const find = ({ template: { resources } }: Awaited<ReturnType<typeof exportOf>>) =>
    resources.find(({ type }) => type === 'Microsoft.App/containerApps');

  const whole = await exportOf('rg-names', 'IncludeParameterDefaultValue,IncludeComments');
  expect(whole.template.parameters).toEqual({
    managedEnvironments_my_env_name: { type: 'String', defaultValue: 'my-env' },
    containerApps_my_app_name: { type: 'String', defaultValue: 'my-app' },
  });
  const byName =
    "[resourceId('Microsoft.App/managedEnvironments', parameters('managedEnvironments_my_env_name'))]";
  expect(find(whole)).toMatchObject({
    comments: `Generalized from resource: '${environmentId.replace('managedEnvironments/my-env', 'containerApps/my-app')}'.`,
    name: "[parameters('containerApps_my_app_name')]",
    dependsOn: [byName],
    properties: { environmentId: byName },
  });

  const skipped = await exportOf('rg-names', 'SkipResourceNameParameterization');
  expect(skipped.template.parameters).toEqual({});
  expect(find(skipped)).toMatchObject({
    name: 'my-app',
    properties: { environmentId: "[resourceId('Microsoft.App/managedEnvironments', 'my-env')]" },
  });

  const appId = environmentId.replace('managedEnvironments/my-env', 'containerApps/my-app');
  const alone = await exportOf('rg-names', 'IncludeParameterDefaultValue', [appId]);
  expect(alone.template.parameters).toMatchObject({
    managedEnvironments_my_env_externalid: { type: 'String', defaultValue: environmentId },
  });
  const bare = await exportOf('rg-names', 'SkipAllParameterization', [appId]);
  expect(bare.template).toMatchObject({ parameters: {}, resources: [{ properties: { environmentId } }] });
  await azure.resources.resourceGroups.delete('rg-names', QUICK);
});

test('what cannot be exported is told beside what can', async () => {
  await newGroup('rg-partly');
  const scope = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-partly/providers/Microsoft.Storage/storageAccounts`;
  const account = { location: 'eastus', kind: 'StorageV2', sku: { name: 'Standard_LRS' } };
  await azure.storage.storageAccounts.create('rg-partly', 'onlyone', account, QUICK);
  const result = await exportOf('rg-partly', '', [`${scope}/onlyone`, `${scope}/another`]);
  expect(result.template.resources.map(({ type }) => type)).toEqual([
    'Microsoft.Storage/storageAccounts',
    'Microsoft.Storage/storageAccounts/fileServices',
  ]);
  expect(result.error).toMatchObject({
    code: 'ExportTemplateCompletedWithErrors',
    details: [{ target: `${scope}/another` }],
  });
});

test.each([
  ['an option that is none', { resources: ['*'], options: 'Everything' }, 400, 'InvalidRequestContent'],
  ['no resources', { options: '' }, 400, 'InvalidRequestContent'],
  [
    'a resource elsewhere',
    { resources: ['/subscriptions/a/resourceGroups/b/providers/c/d/e'] },
    400,
    'InvalidResourceId',
  ],
  ['another format', { resources: ['*'], outputFormat: 'Bicep' }, 501, 'NotImplementedByLocalAzure'],
])('%s is refused', async (_name, body, status, code) => {
  const path = `subscriptions/${SUBSCRIPTION}/resourcegroups/${GROUP}/exportTemplate?api-version=2025-04-01`;
  const answer = await fetch(`${azure.url()}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { code } });
});

test('texts that look like expressions come back as texts', async () => {
  const tags = { brackets: '[[concat(1)]', open: '[x' };
  await deployTemplate(azure, 'odd', template([accountNode('oddtags', { tags })]));
  const [account] = (await all(azure.storage.storageAccounts.listByResourceGroup(GROUP))).filter(
    ({ name }) => name === 'oddtags',
  );
  expect(account?.tags).toEqual({ brackets: '[concat(1)]', open: '[x' });
  const { template: again } = await exportOf(GROUP, 'SkipAllParameterization', [account?.id ?? '']);
  const { changes } = await askWhatIf(azure, again);
  expect(changeTypes(changes)).toMatchObject({ 'storageAccounts/oddtags': 'NoChange' });
});

test('identities are exported by name, without what the service knows of them', async () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/other/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me`;
  const identity = { type: 'SystemAssigned,UserAssigned', userAssignedIdentities: { [id]: {} } };
  const body = template([environmentNode('id-env'), { ...appNode('id-app', 'id-env'), identity }]);
  await deployTemplate(azure, 'identities', body);
  const app = await azure.apps.containerApps.get(GROUP, 'id-app');
  expect(app.identity?.principalId).toMatch(/^[0-9a-f-]{36}$/);
  const { template: again } = await exportOf(GROUP, 'SkipAllParameterization', [app.id ?? '']);
  expect(again.resources[0]?.identity).toMatchObject({ userAssignedIdentities: { [id]: {} } });
  expect(JSON.stringify(again)).not.toContain(app.identity?.principalId);
  const { changes } = await askWhatIf(azure, again);
  expect(changeTypes(changes)).toMatchObject({ 'containerApps/id-app': 'NoChange' });
});
