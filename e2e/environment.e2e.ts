import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';

test.use({ suite: 'environment' });

const VALUE = 'hf_the-value-of-somebody';
/** The local Azure makes the app, and its new revisions, in some seconds. */
const AZURE_TIMEOUT_MS = 120_000;

test('variables and secrets of the app are set, undone and removed', async ({ page, slipway }) => {
  test.setTimeout(3 * AZURE_TIMEOUT_MS);
  const address = `/projects/${slipway.project}/settings/environment`;
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

  await page.setViewportSize({ width: 390, height: 900 });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const overflowPx = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflowPx).toBe(0);
});
