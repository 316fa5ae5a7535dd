import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { chooseSandbox, createGroup } from './picker-steps.ts';

const sandboxSubscription = '5a3b1e00-0000-4000-8000-000000000005';

test.use({ suite: 'picker' });

test('a tenant that wants more than a secret is explained, with the command that opens it', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const tenant = page.getByLabel('Tenant');
  await expect(tenant).toHaveValue('Sample tenant');
  await tenant.click();
  await expect(page.getByRole('option', { name: /Partner tenant/ })).toContainText('sign-in needed');
  await tenant.fill('partner');
  await tenant.press('Enter');
  await expect(page.getByText('Slipway cannot sign in to Partner tenant')).toBeVisible();
  await expect(
    page.getByText('az login --tenant 5a3b1e00-0000-4000-8000-000000000003', { exact: true }),
  ).toBeVisible();
  await expect(page.locator('code', { hasText: 'az login --tenant' })).toHaveCount(1);
  await expect(page.getByText('AADSTS50076').first()).toBeVisible();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText('Slipway cannot sign in to Partner tenant')).toBeVisible();
});

test('in an empty subscription a group is made, and chosen again after a reload', async ({
  page,
  slipway,
}) => {
  await chooseSandbox(page, slipway);
  await expect(page.getByText('There is no resource group yet. Create one here.')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'New group' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
  await expect(dialog.getByText('Give the group a name first.')).toBeVisible();
  await createGroup(page, 'rg-made-here');
  const kept = page.waitForResponse((response) => response.request().method() === 'POST');
  await expect(page.getByLabel('Resource group', { exact: true })).toHaveValue('rg-made-here');
  await kept;

  await expect(async () => {
    await page.reload();
    await expect(page.getByLabel('Tenant')).toHaveValue('Sandbox tenant');
    await expect(page.getByLabel('Subscription')).toHaveValue('Sandbox subscription');
    await expect(page.getByLabel('Resource group', { exact: true })).toHaveValue('rg-made-here');
  }).toPass();

  await page.getByRole('button', { name: 'New group' }).click();
  await createGroup(page, 'rg-made-here');
  await expect(dialog.getByText('resource_group_exists')).toBeVisible();
});

test('a subscription is found by its id alone, also in another tenant', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const subscription = page.getByLabel('Subscription');
  await expect(subscription).toHaveValue(/subscription/);
  await subscription.fill(sandboxSubscription);
  await subscription.press('Enter');
  await expect(subscription).toHaveValue('Sandbox subscription');
  await expect(page.getByLabel('Tenant')).toHaveValue('Sandbox tenant');
});

test('by keyboard a list opens at its choice, and what is typed after a choice is the next search', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const subscription = page.getByLabel('Subscription');
  const tenant = page.getByLabel('Tenant');
  await expect(subscription).toHaveValue(/subscription/);
  await tenant.fill('sample');
  await page.keyboard.press('Enter');
  await expect(tenant).toHaveValue('Sample tenant');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tenant).toHaveValue('Sandbox tenant');
  await page.keyboard.type('sample');
  await page.keyboard.press('Enter');
  await expect(tenant).toHaveValue('Sample tenant');
  await expect(subscription).toHaveValue('Sample subscription');
});
