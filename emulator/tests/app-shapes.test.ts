import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, prepareEnvironment } from './container-app-fixture.ts';
import { idleApp, idleTemplate } from './idle-app.ts';
import { APP_PROVIDER, rawArm } from './raw-arm.ts';
import { all, GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

const APP = `${APP_PROVIDER}/containerApps/plain`;

let azure: TestEmulator;
let environmentId: string;
beforeAll(async () => {
  azure = await startEmulator();
  environmentId = await prepareEnvironment(azure);
});
afterAll(() => azure.close());

const settled = () =>
  eventually(async () =>
    expect((await rawArm(azure, 'GET', APP)).body).toMatchObject({
      properties: { provisioningState: 'Succeeded' },
    }),
  );
const propertiesOf = async (path: string) => (await rawArm(azure, 'GET', path)).body?.properties;

test('a new app is answered 201 with its operation, and is InProgress until that ends', async () => {
  const { status, headers, body } = await rawArm(azure, 'PUT', APP, {
    location: 'East US',
    properties: {
      environmentId,
      configuration: {
        secrets: [{ name: 'word', value: 'hidden' }],
        ingress: { targetPort: '8000', transport: 'auto' },
      },
      template: {
        containers: [
          { name: 'main', image: 'python', resources: { cpu: '0.5', memory: '1.0Gi' }, env: null },
        ],
        volumes: null,
      },
    },
  });
  expect(status).toBe(201);
  expect(headers.get('azure-asyncoperation')).toContain('/containerappOperationStatuses/');
  expect(body).toMatchObject({
    properties: { provisioningState: 'InProgress', runningStatus: 'Progressing' },
  });
  await settled();
});

test('an app is answered with the defaults of the service, and nothing that it does not have', async () => {
  const { body } = await rawArm(azure, 'GET', APP);
  expect(body).toMatchObject({
    name: 'plain',
    type: 'Microsoft.App/containerApps',
    identity: { type: 'None' },
  });
  const properties = await propertiesOf(APP);
  expect(properties).toEqual({
    provisioningState: 'Succeeded',
    runningStatus: 'Running',
    environmentId,
    managedEnvironmentId: environmentId,
    latestRevisionName: expect.stringMatching(/^plain--[a-z0-9]{7}$/),
    latestRevisionFqdn: expect.stringMatching(/^plain--[a-z0-9]{7}\.internal\./),
    customDomainVerificationId: expect.stringMatching(/^[0-9A-F]{64}$/),
    outboundIpAddresses: ['127.0.0.1'],
    eventStreamEndpoint: expect.stringContaining('/containerApps/plain/eventstream'),
    configuration: {
      activeRevisionsMode: 'Single',
      secrets: [{ name: 'word' }],
      ingress: {
        fqdn: expect.stringMatching(/^plain\.internal\./),
        external: false,
        targetPort: 8000,
        exposedPort: 0,
        transport: 'auto',
        traffic: [{ weight: 100, latestRevision: true }],
        allowInsecure: false,
      },
    },
    template: {
      revisionSuffix: '',
      containers: [
        {
          name: 'main',
          image: 'python',
          resources: { cpu: 0.5, memory: '1Gi', ephemeralStorage: '2Gi' },
        },
      ],
      scale: { maxReplicas: 10, cooldownPeriod: 300, pollingInterval: 30 },
    },
    ...(Object(properties).latestReadyRevisionName && { latestReadyRevisionName: expect.any(String) }),
  });
});

test('a patch merges: it is accepted with where to look, keeps what it does not name and drops what it nulls', async () => {
  const patch = await rawArm(azure, 'PATCH', APP, {
    tags: { stage: 'test' },
    properties: {
      configuration: { maxInactiveRevisions: 3, ingress: { external: true, targetPort: null } },
    },
  });
  expect(patch.status).toBe(202);
  expect(patch.headers.get('location')).toContain('/containerappOperationResults/');
  await settled();
  const { configuration } = await azure.apps.containerApps.get(GROUP, 'plain');
  expect(configuration).toMatchObject({ maxInactiveRevisions: 3, ingress: { external: true } });
  expect(configuration?.ingress?.targetPort).toBeUndefined();
  const { value } = await azure.apps.containerApps.listSecrets(GROUP, 'plain');
  expect(value).toEqual([{ name: 'word', value: 'hidden' }]);
});

test('a revision is answered whole', async () => {
  const [revision] = await all(azure.apps.containerAppsRevisions.listRevisions(GROUP, 'plain'));
  expect(await propertiesOf(`${APP}/revisions/${revision?.name}`)).toEqual({
    createdTime: expect.any(String),
    lastActiveTime: expect.any(String),
    fqdn: expect.stringMatching(/^plain--[a-z0-9]{7}\./),
    template: expect.objectContaining({ revisionSuffix: '' }),
    active: true,
    replicas: expect.any(Number),
    trafficWeight: 100,
    healthState: expect.stringMatching(/^(None|Healthy|Unhealthy)$/),
    provisioningState: 'Provisioned',
    runningState: expect.stringMatching(/^(Running|Processing|Failed)$/),
    ...(revision?.provisioningError && { provisioningError: expect.any(String) }),
  });
});

test('identities get ids of their own that stay', async () => {
  const user = `${APP_PROVIDER.replace('Microsoft.App', 'Microsoft.ManagedIdentity')}/userAssignedIdentities/me`;
  const identity = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [user]: {} } };
  const content = { location: 'eastus', identity, properties: { environmentId, template: idleTemplate() } };
  const first = await rawArm(azure, 'PUT', `${APP_PROVIDER}/containerApps/someone`, content);
  expect(first.body?.identity).toMatchObject({
    type: 'SystemAssigned,UserAssigned',
    principalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    userAssignedIdentities: { [user]: { clientId: expect.any(String), principalId: expect.any(String) } },
  });
  const { body } = await rawArm(azure, 'GET', `${APP_PROVIDER}/containerApps/someone`);
  expect(body?.identity).toEqual(first.body?.identity);
});

test('a deletion is accepted, and one of what is not there has nothing to do', async () => {
  await azure.apps.containerApps.createOrUpdate(GROUP, 'going', idleApp(environmentId), QUICK);
  const path = `${APP_PROVIDER}/containerApps/going`;
  expect([200, 202]).toContain((await rawArm(azure, 'DELETE', path)).status);
  await eventually(async () => expect((await rawArm(azure, 'GET', path)).status).toBe(404));
  expect((await rawArm(azure, 'DELETE', path)).status).toBe(204);
});

test('a token for the log streams is good for an hour', async () => {
  expect(await azure.apps.containerApps.getAuthToken(GROUP, 'plain')).toMatchObject({ location: 'eastus' });
  const { body } = await rawArm(azure, 'POST', `${APP}/getAuthToken`);
  expect(body).toMatchObject({ name: 'plain', type: 'Microsoft.App/containerApps/accesstoken' });
  expect(body?.properties).toEqual({ token: expect.any(String), expires: expect.any(String) });
});

test('a host name of one’s own is found to have no records', async () => {
  expect(
    await azure.apps.containerApps.listCustomHostNameAnalysis(GROUP, 'plain', { customHostname: 'www.test' }),
  ).toMatchObject({ hostName: 'www.test', customDomainVerificationTest: 'Failed' });
});

test('what the local Azure does not have is refused by its name', async () => {
  const { status, body } = await rawArm(azure, 'GET', `${APP}/authConfigs`);
  expect(status).toBe(501);
  expect(body?.error).toMatchObject({ code: 'NotImplementedByLocalAzure' });
});
