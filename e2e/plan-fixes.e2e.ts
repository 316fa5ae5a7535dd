import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseSandbox, createGroup } from './picker-steps.ts';
import { armFault, makePlan } from './plan-steps.ts';

test.use({ suite: 'plan-fixes' });
test.describe.configure({ mode: 'serial' });

const PLAN_TIMEOUT_MS = 60_000;
const EASTUS_GPUS = '/locations/eastus/usages/SubscriptionNCA100Gpus';

const worstOf = (page: Page) => page.getByRole('region', { name: 'Checks' }).getByRole('listitem').first();
const provisionButton = (page: Page) => page.getByRole('button', { name: 'Provision' });
const nothingInTheWay = (page: Page) => page.getByText('Nothing stands in the way');

test('a full quota fails its check, is passed over only on purpose, and is mended by its own button', async ({
  page,
  slipway,
}) => {
  const armed = await armFault(page, slipway, { fault: 'quota', match: EASTUS_GPUS });
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  const worst = worstOf(page);
  await expect(worst).toContainText('8 of 8 are used of SubscriptionNCA100Gpus in eastus');
  await expect(worst.getByText('Failed', { exact: true })).toBeAttached();
  await expect(provisionButton(page)).toBeDisabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const despite = page.getByRole('checkbox', { name: 'Provision despite 1 failed check' });
  await despite.check();
  await provisionButton(page).click();
  await expect(page.getByRole('dialog').getByText('You go on despite 1 failed check.')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await despite.uncheck();
  await expect(provisionButton(page)).toBeDisabled();

  await worst.getByRole('button', { name: 'Use a serverless T4 (0 of 1 used)' }).click();
  // The plan is made anew by itself.
  await expect(nothingInTheWay(page)).toBeVisible({ timeout: PLAN_TIMEOUT_MS });
  await expect(page.getByLabel('GPU profile')).toHaveValue('Consumption-GPU-NC8as-T4');
  await expect(provisionButton(page)).toBeEnabled();
  await armed.disarm();
});

test('a full quota is mended by another region too, where everything gets a new name', async ({
  page,
  slipway,
}) => {
  const armed = await armFault(page, slipway, { fault: 'quota', match: EASTUS_GPUS });
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  await worstOf(page).getByRole('button', { name: 'Use westus3 and new names (0 of 8 used)' }).click();
  await expect(nothingInTheWay(page)).toBeVisible({ timeout: PLAN_TIMEOUT_MS });
  await expect(page.getByLabel('Storage account')).toHaveValue(/westus3$/);
  await expect(
    page.getByRole('region', { name: 'What would change' }).getByText('7 are created'),
  ).toBeVisible();
  await armed.disarm();
});

test('what a subscription is not registered for is registered from here, and is seen while it is', async ({
  page,
  slipway,
}) => {
  await chooseSandbox(page, slipway);
  await page.getByRole('button', { name: 'New group' }).click();
  await createGroup(page, 'rg-registering');
  await expect(page.getByLabel('Resource group', { exact: true })).toHaveValue('rg-registering');

  await makePlan(page);
  const providers = page.locator('[data-check=providers]');
  await expect(providers).toContainText('not registered to use Microsoft.App, Microsoft.OperationalInsights');
  await providers.getByRole('button', { name: 'Register the 2 providers' }).click();
  await expect(providers.getByText('being registered, which takes a minute or two').first()).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await expect(nothingInTheWay(page)).toBeVisible({ timeout: PLAN_TIMEOUT_MS });
  await expect(providers).toContainText('The subscription is registered to use');
});
