import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RestError } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askToken, TENANT } from './tests/ask-token.ts';
import { eventually } from './tests/container-app-fixture.ts';
import { createManualClock } from './tests/manual-clock.ts';
import {
  all,
  clientsOf,
  GROUP,
  SUBSCRIPTION,
  startEmulator,
  type TestEmulator,
} from './tests/start-emulator.ts';

const SANDBOX = '5a3b1e00-0000-4000-8000-00000000000a';
const SANDBOX_SUBSCRIPTION = '5a3b1e00-0000-4000-8000-00000000000b';
const PARTNER = '5a3b1e00-0000-4000-8000-00000000000c';
const STRANGERS = '5a3b1e00-0000-4000-8000-00000000000d';
const LONG_MS = 60_000;
const OLD_SUBSCRIPTION = '5a3b1e00-0000-4000-8000-00000000000e';

const TENANTS = [
  {
    id: PARTNER,
    displayName: 'Partner',
    defaultDomain: 'p.example',
    signIn: 'mfa-required',
    subscriptions: [],
  },
  {
    id: SANDBOX,
    displayName: 'Sandbox',
    defaultDomain: 's.example',
    subscriptions: [
      { id: SANDBOX_SUBSCRIPTION, displayName: 'Sandbox subscription', unregistered: ['microsoft.app'] },
      { id: OLD_SUBSCRIPTION, displayName: 'Old subscription', state: 'Disabled' },
    ],
  },
  {
    id: STRANGERS,
    displayName: 'Strangers',
    defaultDomain: 'x.example',
    signIn: 'not-a-member',
    subscriptions: [],
  },
];
const EMPTY_TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources: [],
};

let azure: TestEmulator;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenants-'));
  await writeFile(
    join(folder, 'template.json'),
    JSON.stringify({
      ...EMPTY_TEMPLATE,
      outputs: {
        STORAGE_ACCOUNT_NAME: { type: 'string', value: 'account' },
        FILE_SHARE_NAME: { type: 'string', value: 'share' },
      },
    }),
  );
  await writeFile(join(folder, 'parameters.json'), JSON.stringify({ parameters: {} }));
  const seed = join(folder, 'seed.json');
  await writeFile(
    seed,
    JSON.stringify({
      tenant: { id: TENANT, displayName: 'Home', defaultDomain: 'h.example' },
      subscription: { id: SUBSCRIPTION, displayName: 'Home subscription' },
      tenants: TENANTS,
      resourceGroup: { name: 'rg-seed', location: 'eastus' },
      deployment: { name: 'seed', template: 'template.json', parameters: 'parameters.json' },
      files: [],
    }),
  );
  azure = await startEmulator({ seed });
});
afterAll(async () => {
  await azure.close();
  await rm(folder, { recursive: true });
});

async function inSandbox(subscription = SANDBOX_SUBSCRIPTION) {
  return clientsOf(azure.url, subscription, await askToken(azure.url(), undefined, SANDBOX));
}

async function signIn(tenant: string): Promise<Response> {
  return fetch(`${azure.url()}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'app',
      client_secret: 'any',
      scope: 'https://management.azure.com/.default',
    }),
  });
}

test('lists the tenants that the caller belongs to, whichever of them the token is of', async () => {
  const names = async (clients: Awaited<ReturnType<typeof inSandbox>>) =>
    (await all(clients.subscriptions.tenants.list())).map(({ displayName }) => displayName);
  expect(await names(azure)).toEqual(['Home', 'Partner', 'Sandbox']);
  expect(await names(await inSandbox())).toEqual(['Home', 'Partner', 'Sandbox']);
});

test('lists the subscriptions of the tenant that the token is of', async () => {
  const ids = async (clients: Awaited<ReturnType<typeof inSandbox>>) =>
    (await all(clients.subscriptions.subscriptions.list())).map(({ subscriptionId }) => subscriptionId);
  expect(await ids(azure)).toEqual([SUBSCRIPTION]);
  expect(await ids(await inSandbox())).toEqual([SANDBOX_SUBSCRIPTION, OLD_SUBSCRIPTION]);
});

test.each([
  ['of the home tenant for a subscription of another', SANDBOX_SUBSCRIPTION, TENANT, SANDBOX],
  ['of another tenant for the home subscription', SUBSCRIPTION, SANDBOX, TENANT],
])('refuses a token %s, and names the tenant that has it', async (_, subscription, tokenOf, belongsTo) => {
  const token = await askToken(azure.url(), undefined, tokenOf);
  const { resources } = clientsOf(azure.url, subscription, token);
  const error = await resources.resourceGroups.get(GROUP).catch((reason: unknown) => reason);
  if (!(error instanceof RestError)) throw error;
  expect(error).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationTokenTenant' });
  expect(error.message).toContain(`wrong issuer 'https://sts.windows.net/${tokenOf}/'`);
  expect(error.response?.headers.get('www-authenticate')).toContain(
    `authorization_uri="https://login.windows.net/${belongsTo}", error="invalid_token"`,
  );
});

test('keeps the groups, resources, quotas and deployments of one subscription from another', async () => {
  const sandbox = await inSandbox();
  await sandbox.resources.providers.register('Microsoft.App');
  await sandbox.resources.resourceGroups.createOrUpdate(GROUP, { location: 'uksouth' });
  const environment = { location: 'eastus', appLogsConfiguration: {} };
  await sandbox.apps.managedEnvironments.beginCreateOrUpdateAndWait(GROUP, 'only-here', environment);
  await sandbox.deployments.deployments.beginCreateOrUpdateAndWait(GROUP, 'd', {
    properties: { mode: 'Incremental', template: EMPTY_TEMPLATE },
  });

  const seenBy = async ({ resources, apps, deployments }: typeof sandbox) => ({
    groups: (await all(resources.resourceGroups.list())).map(({ name }) => name),
    location: (await resources.resourceGroups.get(GROUP)).location,
    environments: (await all(apps.managedEnvironments.listBySubscription())).map(({ id }) => id),
    used: (await all(apps.usages.list('eastus')))[0]?.currentValue,
    deployments: (await all(deployments.deployments.listByResourceGroup(GROUP))).map(({ name }) => name),
  });
  expect(await seenBy(sandbox)).toEqual({
    groups: [GROUP],
    location: 'uksouth',
    environments: [
      `/subscriptions/${SANDBOX_SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.App/managedEnvironments/only-here`,
    ],
    used: 1,
    deployments: ['d'],
  });
  expect(await seenBy(azure)).toEqual({
    groups: ['rg-seed', GROUP],
    location: 'eastus',
    environments: [],
    used: 0,
    deployments: [],
  });
});

test('a storage account of another subscription has taken its name', async () => {
  const sandbox = await inSandbox();
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await sandbox.resources.resourceGroups.createOrUpdate('rg-files', { location: 'eastus' });
  await sandbox.storage.storageAccounts.create('rg-files', 'takenelsewhere', account);
  await expect(azure.storage.storageAccounts.create(GROUP, 'takenelsewhere', account)).rejects.toMatchObject({
    code: 'StorageAccountAlreadyTaken',
  });
});

test('the files of an account open to tokens of its own tenant', async () => {
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await azure.storage.storageAccounts.create(GROUP, 'homefiles', account);
  const statusWith = async (tenant: string) => {
    const token = await askToken(azure.url(), 'https://storage.azure.com', tenant);
    const { status } = await fetch(`${azure.url()}/homefiles/made-by-${tenant.slice(-1)}?restype=share`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${token}`,
        'x-ms-version': '2025-01-05',
        'x-ms-file-request-intent': 'backup',
      },
    });
    return status;
  };
  expect(await statusWith(SANDBOX)).toBe(403);
  expect(await statusWith(TENANT)).toBe(201);
});

test('a subscription has providers and tags of its own, also after a restart', async () => {
  const sandbox = await inSandbox(OLD_SUBSCRIPTION);
  const scope = `subscriptions/${SUBSCRIPTION}`;
  await azure.resources.tagsOperations.createOrUpdateAtScope(scope, { properties: { tags: { a: 'home' } } });
  await azure.resources.providers.unregister('Microsoft.OperationalInsights');
  await azure.restart();
  const stateIn = async ({ resources }: typeof sandbox) =>
    (await resources.providers.get('Microsoft.OperationalInsights')).registrationState;
  expect(await stateIn(azure)).toBe('Unregistered');
  expect(await stateIn(sandbox)).toBe('Registered');
  expect((await azure.subscriptions.subscriptions.get(SUBSCRIPTION)).tags).toEqual({ a: 'home' });
  expect((await sandbox.subscriptions.subscriptions.get(OLD_SUBSCRIPTION)).tags).toBeUndefined();
});

test('a deployment to a subscription of another tenant goes on after a restart', async () => {
  const clock = createManualClock();
  await azure.restart({ clock, pace: 1 });
  const { resources, deployments } = await inSandbox();
  await resources.resourceGroups.createOrUpdate('rg-resumed', { location: 'eastus' });
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  const template = {
    ...EMPTY_TEMPLATE,
    resources: [
      { type: 'Microsoft.Storage/storageAccounts', apiVersion: '2023-01-01', name: 'resumed', ...account },
    ],
    outputs: { TENANT: { type: 'string', value: '[subscription().tenantId]' } },
  };
  await deployments.deployments
    .createOrUpdate('rg-resumed', 'd', { properties: { mode: 'Incremental', template } })
    .submitted();
  await azure.restart({ clock, pace: 1 });
  const ended = async () => (await deployments.deployments.get('rg-resumed', 'd')).properties;
  expect(await ended()).toMatchObject({ provisioningState: 'Running' });
  await eventually(async () => {
    clock.advance(LONG_MS);
    expect(await ended()).toMatchObject({
      provisioningState: 'Succeeded',
      outputs: { TENANT: { value: SANDBOX } },
    });
  });
  await azure.restart();
});

test('a disabled subscription says so and takes no write', async () => {
  const { subscriptions, resources } = await inSandbox(OLD_SUBSCRIPTION);
  expect((await subscriptions.subscriptions.get(OLD_SUBSCRIPTION)).state).toBe('Disabled');
  await expect(
    resources.resourceGroups.createOrUpdate('rg-new', { location: 'eastus' }),
  ).rejects.toMatchObject({ statusCode: 409, code: 'ReadOnlyDisabledSubscription' });
});

test('a tenant that wants more than a secret answers with the claims to bring', async () => {
  const response = await signIn(PARTNER);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: 'interaction_required',
    error_codes: [50076],
    error_description: expect.stringMatching(/^AADSTS50076: .*multi-factor/),
    suberror: 'basic_action',
    claims: expect.stringContaining('"capolids"'),
  });
});

test('a tenant that does not know who asks says so', async () => {
  const response = await signIn(STRANGERS);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] });
});

test('with --strict a token of another tenant still lists what it may', async () => {
  await azure.restart({ strict: true });
  const sandbox = await inSandbox();
  expect(await all(sandbox.subscriptions.tenants.list())).toHaveLength(3);
  expect(await all(sandbox.subscriptions.subscriptions.list())).toHaveLength(2);
  expect(await all(sandbox.resources.resourceGroups.list())).not.toEqual([]);
});
