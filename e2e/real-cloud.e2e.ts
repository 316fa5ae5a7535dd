import { expect, test } from '@playwright/test';
import heldOut from '../inference/sample/held-out.json' with { type: 'json' };
import { type FarAwayAzure, startFarAwayAzure } from './far-away-azure.ts';
import { planAndProvision } from './plan-steps.ts';
import { type Slipway, startSlipway } from './slipway.ts';

// The first deploy on a machine pulls the image, which here means installing PyTorch.
const RUN_TIMEOUT_MS = 360_000;

const [question] = heldOut;
if (!question) throw new Error('The sample model came without held-out questions.');

let azure: FarAwayAzure;
let slipway: Slipway;

test.beforeAll(async () => {
  azure = await startFarAwayAzure();
  slipway = await startSlipway('real-cloud', {
    SLIPWAY_AZURE: 'azure',
    AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
    AZURE_TENANT_ID: '5a3b1e00-0000-4000-8000-000000000001',
    AZURE_CLIENT_ID: '5a3b1e00-0000-4000-8000-00000000000c',
    AZURE_CLIENT_SECRET: 'any',
    ...azure.environment,
  });
});

test.afterAll(async () => {
  await slipway.stop();
  await azure.stop();
});

test('as for the public cloud, behind a proxy, signed in as an application, a model gets from its folder to a chat', async ({
  page,
}) => {
  await page.goto(`${slipway.url}/projects/${slipway.project}/provision`);
  await expect(page.getByLabel('Subscription')).toHaveValue('Sample subscription');
  await expect(page.getByLabel('Resource group')).toHaveValue('rg-sample-finetuning');
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });

  await page.goto(`${slipway.url}/projects/${slipway.project}/deploy`);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.waitForURL('**/runs/*');
  await expect(page.getByRole('log')).toContainText('Uvicorn running', { timeout: RUN_TIMEOUT_MS });
  await expect(page.getByText('The model answers').first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });

  await page.goto(`${slipway.url}/projects/${slipway.project}/chat`);
  // Greedily, so that there is one right answer.
  await page.getByRole('spinbutton', { name: 'Temperature' }).fill('0');
  await page.getByLabel('Your question').fill(question.question);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(question.tuned, { exact: true })).toBeVisible();

  // Every part of Azure was reached under the name that it has there.
  const parts = [
    /^[a-z0-9-]+\.[a-z0-9.-]+\.eastus\.azurecontainerapps\.io:443$/,
    /^[a-z0-9]+\.file\.core\.windows\.net:443$/,
    /^api\.loganalytics\.io:443$/,
    /^eastus\.azurecontainerapps\.dev:443$/,
    /^login\.microsoftonline\.com:443$/,
    /^management\.azure\.com:443$/,
    /^prices\.azure\.com:443$/,
  ];
  const asked = azure.asked();
  expect(asked).toHaveLength(parts.length);
  for (const part of parts) expect(asked.join('\n')).toMatch(new RegExp(part.source, 'm'));
  expect(slipway.output()).not.toContain('local Azure');
});
