import { expect, test } from '@playwright/test';
import { type Slipway, startSlipway } from './slipway.ts';

/** One kind of credential alone, with nothing to go by: whoever is signed in on this machine stays out of it. */
const nobody = {
  SLIPWAY_AZURE: 'azure',
  AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
  AZURE_TENANT_ID: '',
  AZURE_CLIENT_ID: '',
  AZURE_CLIENT_SECRET: '',
};

let slipway: Slipway;

test.beforeAll(async () => {
  slipway = await startSlipway('azure-mode', nobody);
});

test.afterAll(() => slipway.stop());

test('without credentials the same build starts, and says how to sign in where they are first needed', async ({
  page,
}) => {
  await page.goto(`${slipway.url}/projects/${slipway.project}/provision`);
  await expect(page.getByText('Slipway is not signed in to Azure.')).toBeVisible();
  await expect(page.getByText('az login')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Provision' })).toBeDisabled();
  expect(slipway.output()).not.toContain('local Azure');
});
