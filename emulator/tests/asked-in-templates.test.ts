import { afterAll, beforeAll, expect, test } from 'vitest';
import { GROUP, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, deployTemplate, template } from './template-fixture.ts';

const ACCOUNT = "resourceId('Microsoft.Storage/storageAccounts', 'asked')";

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
  await deployTemplate(azure, 'asked', template([accountNode('asked')]));
});
afterAll(() => azure.close());

test.each([
  [`[listKeys(${ACCOUNT}, '2023-01-01', 'a text')]`, 'InvalidRequestContent'],
  [`[listKeys(${ACCOUNT}, '2023-01-01', createArray(1))]`, 'InvalidRequestContent'],
  [`[listKeys(${ACCOUNT}, '1999-01-01')]`, 'NoRegisteredProviderFound'],
  [`[reference(${ACCOUNT}, '1999-01-01')]`, 'NoRegisteredProviderFound'],
  [`[reference(${ACCOUNT}, 'latest', 'full')]`, 'NoRegisteredProviderFound'],
])('%s fails its deployment as the request would that it stands for', async (value, code) => {
  const body = template([], { outputs: { answer: { type: 'object', value } } });
  await expect(deployTemplate(azure, 'asking', body)).rejects.toThrow(code);
  const { properties } = await azure.deployments.deployments.get(GROUP, 'asking');
  expect(properties).toMatchObject({ provisioningState: 'Failed', error: { code } });
});
