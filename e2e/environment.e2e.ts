import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';

test.use({ suite: 'environment' });

const VALUE = 'hf_the-value-of-somebody';
/** The local Azure makes the app, and its new revisions, in some seconds. */
const AZURE_TIMEOUT_MS = 120_000;

test('variables and secrets of the app are set, undone and removed', async ({ page, slipway }) => {
  test.setTimeout(3 * AZURE_TIMEOUT_MS);
  const address = `/projects/${slipway.project}/settings/environment`;
  const answers = keepAnswers(page);
  await page.goto(address);
  await expect(page.getByText('There is no app yet')).toBeVisible();

  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: AZURE_TIMEOUT_MS });
  await page.goto(address);
  const variables = page.getByRole('region', { name: 'Variables' });
  const secrets = page.getByRole('region', { name: 'Secrets' });
  await expect(variables.getByText('PYTHONUNBUFFERED', { exact: true })).toBeVisible();

  await page.getByLabel('Name', { exact: true }).fill('HF_TOKEN');
  await page.getByLabel('Value', { exact: true }).fill(VALUE);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Azure starts new replicas with it')).toBeVisible({
    timeout: AZURE_TIMEOUT_MS,
  });
  await expect(secrets.getByText('read by HF_TOKEN')).toBeVisible();
  expect(await page.content()).not.toContain(VALUE);

  await secrets.getByRole('button', { name: 'Remove hf-token' }).click();
  await expect(page.getByText('The secret hf-token is read by HF_TOKEN.')).toBeVisible();

  await page.getByLabel('Name', { exact: true }).fill('MODE');
  await page.getByLabel('Keep the value secret').uncheck();
  await page.getByLabel('Value', { exact: true }).fill('fast');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(variables.getByText('fast', { exact: true })).toBeVisible({ timeout: AZURE_TIMEOUT_MS });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(variables.getByText('MODE', { exact: true })).toHaveCount(0, { timeout: AZURE_TIMEOUT_MS });

  // A replaced value does not reach running replicas by itself, and the page offers what does.
  await page.getByLabel('Name', { exact: true }).fill('HF_TOKEN');
  await page.getByLabel('Value', { exact: true }).fill(`${VALUE}-2`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const told = page.getByRole('status').filter({ hasText: 'Running replicas learn of it when they restart' });
  await expect(told.getByRole('button', { name: 'Restart' })).toBeEnabled({ timeout: AZURE_TIMEOUT_MS });

  await page.getByText('Paste a .env file').click();
  const pasted = page.getByLabel('Lines of NAME=value');
  await pasted.fill('# of the team\nTEAM=red\nnothing\n1ST=x');
  await expect(page.getByText('Line 3 is no NAME=value.')).toBeVisible();
  await expect(page.getByText('The name in line 4 must be letters')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save 1 setting' })).toBeDisabled();
  await pasted.fill(`TEAM=red\nexport WANDB_API_KEY="${VALUE}-3"`);
  await expect(page.getByText('Found: TEAM, WANDB_API_KEY')).toBeVisible();
  await page.getByRole('button', { name: 'Save 2 settings' }).click();
  await expect(secrets.getByText('read by WANDB_API_KEY')).toBeVisible({ timeout: AZURE_TIMEOUT_MS });
  await expect(pasted).toHaveValue('');

  await variables.getByRole('button', { name: 'Remove TEAM' }).click();
  await page.getByRole('button', { name: 'Remove the secret team too' }).click({ timeout: AZURE_TIMEOUT_MS });
  await expect(secrets.getByText('team', { exact: true })).toHaveCount(0, { timeout: AZURE_TIMEOUT_MS });

  await page.reload();
  await expect(secrets.getByText('read by HF_TOKEN')).toBeVisible();
  const received = (await Promise.all(answers)).join('\n');
  expect(received).toContain('WANDB_API_KEY');
  expect(received).not.toContain(VALUE);

  await page.setViewportSize({ width: 390, height: 900 });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const overflowPx = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflowPx).toBe(0);

  await page.setViewportSize({ width: 1440, height: 900 });
  await secrets.getByRole('button', { name: 'Restart' }).click();
  await page.waitForURL('**/runs/*');
  await expect(page.getByRole('heading', { name: /Restart/ })).toBeVisible();
});

/** The bodies of all answers that the page gets from here on: pages, data and the results of actions. */
function keepAnswers(page: Page): Promise<string>[] {
  const kept: Promise<string>[] = [];
  // A redirect, or what the page has left meanwhile, has no body.
  page.on('response', (response) => kept.push(response.text().catch(() => '')));
  return kept;
}
