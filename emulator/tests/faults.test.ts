import { afterAll, beforeAll, expect, test } from 'vitest';
import { appOf, prepareEnvironment, putApp } from './container-app-fixture.ts';
import { GROUP, QUICK, startEmulator, type TestEmulator } from './start-emulator.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

const putEnvironment = (name: string) =>
  azure.apps.managedEnvironments.createOrUpdate(GROUP, name, { location: 'eastus' }, QUICK);

test('quota: environments and apps of that name are refused', async () => {
  await expect(putEnvironment('env-fault-quota')).rejects.toMatchObject({
    statusCode: 400,
    code: 'MaxRegionalQuotaExceeded',
    message: expect.stringContaining('East US'),
  });
  await expect(
    putApp(azure, 'fault-quota-app', appOf(await prepareEnvironment(azure), 'x')),
  ).rejects.toMatchObject({ statusCode: 400, code: 'ContainerAppQuotaExceeded' });
});

test('500 and conflict: every write is answered so', async () => {
  await expect(putEnvironment('env-fault-500')).rejects.toMatchObject({ statusCode: 500 });
  await expect(putEnvironment('env-fault-conflict')).rejects.toMatchObject({
    statusCode: 409,
    code: 'ManagedEnvironmentOperationInProgress',
  });
});
