import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { armFault, makePlan, planAndProvision } from './plan-steps.ts';

test.use({ suite: 'plan' });
const PLAN_TIMEOUT_MS = 60_000;
const RUN_TIMEOUT_MS = 120_000;

test.describe.configure({ mode: 'serial' });

const board = (page: Page) => page.getByRole('region', { name: 'Checks' });
const provisionButton = (page: Page) => page.getByRole('button', { name: 'Provision' });

test('without a price list there is no estimate, and the plan holds all the same', async ({
  page,
  slipway,
}) => {
  // Before any other plan: prices once read are kept for a day.
  const armed = await armFault(page, slipway, { fault: 'burst', match: '/api/retail/prices' });
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  const cost = page.getByRole('region', { name: 'What it would cost' });
  await expect(cost.getByText('There is no estimate')).toBeVisible();
  await expect(provisionButton(page)).toBeEnabled();
  await provisionButton(page).click();
  await expect(page.getByRole('dialog').getByText('not known')).toBeVisible();
  await armed.disarm();
});

test('the plan of the defaults says what is checked, created and paid, before anything is done', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await expect(provisionButton(page)).toBeDisabled();
  await expect(page.getByText('Make a plan first.')).toBeVisible();
  await makePlan(page);
  await expect(board(page).getByText('Failed', { exact: true })).toHaveCount(0);
  const changes = page.getByRole('region', { name: 'What would change' });
  await expect(changes.getByText(/created$/)).toBeVisible();
  const cost = page.getByRole('region', { name: 'What it would cost' });
  await cost.getByText(/^\d+ prices$/).click();
  await expect(cost.getByText('Dedicated Plan Management')).toBeVisible();
  await expect(provisionButton(page)).toBeEnabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await provisionButton(page).click();
  await expect(page.getByRole('dialog').getByText(/\d+ created, 0 changed/)).toBeVisible();
  await expect(page.getByRole('dialog').getByText(/\$[\d.]+ an hour/)).toBeVisible();
});

test('a small screen shows the passed checks as one line until they are asked for', async ({
  page,
  slipway,
}) => {
  await page.setViewportSize({ width: 390, height: 900 });
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  const passed = page.getByRole('button', { name: /^\d+ checks passed$/ });
  const signIn = board(page).getByText('Sign-in', { exact: true });
  await expect(signIn).toBeHidden();
  await passed.click();
  await expect(signIn).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(passed).toBeHidden();
  await expect(signIn).toBeVisible();
});

test('a plan of other values cannot be provisioned, and that of the values before holds again', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  const account = page.getByLabel('Storage account');
  const before = await account.inputValue();
  await account.fill('anothername');
  await expect(page.getByText('This plan was made for other values.')).toBeVisible();
  await expect(provisionButton(page)).toBeDisabled();
  await account.fill(before);
  await expect(provisionButton(page)).toBeEnabled();
});

test('the keyboard alone plans, and then provisions through the dialog', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const account = page.getByLabel('Storage account');
  await expect(page.getByRole('button', { name: 'Make a plan' })).toBeEnabled();
  await account.press('Control+Enter');
  await expect(provisionButton(page)).toBeEnabled({ timeout: 60_000 });
  await account.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a serverless profile is another plan at another price', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, 'infra/provision/inference.parameters.json');
  const good = await readFile(file, 'utf8');
  const content = JSON.parse(good);
  content.parameters.gpuProfile = { value: 'Consumption-GPU-NC8as-T4' };
  content.parameters.minimumReplicas = { value: 0 };
  await writeFile(file, JSON.stringify(content, null, 2));
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  const changes = page.getByRole('region', { name: 'What would change' });
  await expect(changes.getByText('1 is changed')).toBeVisible();
  const cost = page.getByRole('region', { name: 'What it would cost' });
  // While no replica runs, only the plan of the dedicated profile that the environment keeps.
  await expect(cost.getByText('$0.10 – $1.66')).toBeVisible();
  await cost.getByText(/^\d+ prices$/).click();
  await expect(cost.getByText('Standard NC T4 v3 GPU Usage')).toBeVisible();
  await expect(cost.getByText('Dedicated Plan Management')).toBeVisible();
  await writeFile(file, good);
});

test('a plan that breaks off says so, and is made when asked again', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  // Its end waits for Azure while the checks are told already; the fault ends with the local Azure.
  await armFault(page, slipway, { fault: 'late', match: '/whatIf' });
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await expect(board(page).getByText(/can be reached with the account/)).toBeVisible();
  await slipway.crash();
  await expect(
    page.getByText('The dashboard stopped answering while the plan was being made.'),
  ).toBeVisible();
  await expect(board(page).getByText(/can be reached with the account/)).toBeVisible();
  await expect(provisionButton(page)).toBeDisabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await slipway.restart();
  await page.getByRole('button', { name: 'Make it again' }).click();
  await expect(provisionButton(page)).toBeEnabled({ timeout: PLAN_TIMEOUT_MS });
  await expect(page.getByText('The dashboard stopped answering')).toHaveCount(0);
});

test('a plan that is too old is made anew by itself', async ({ page, slipway }) => {
  await page.clock.install();
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  const again = page.waitForRequest((request) => request.url().endsWith('/plan'));
  await page.clock.fastForward('15:01');
  await again;
  await expect(provisionButton(page)).toBeEnabled({ timeout: PLAN_TIMEOUT_MS });
});

test('a template that has changed since the plan stops the provision, and the plan is made anew', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  const file = path.join(slipway.projectRoot, 'infra/provision/inference.json');
  const good = await readFile(file, 'utf8');
  await writeFile(file, good.replace('"periodSeconds": 60', '"periodSeconds": 61'));
  await provisionButton(page).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Provision' }).click();
  await expect(dialog.getByText('The plan was made of other values or of another template.')).toBeVisible();
  const again = page.waitForRequest((request) => request.url().endsWith('/plan'));
  await dialog.getByRole('button', { name: 'Back' }).click();
  await again;
  await expect(provisionButton(page)).toBeEnabled({ timeout: PLAN_TIMEOUT_MS });
  await provisionButton(page).click();
  await expect(dialog.getByText('The plan was made of other values')).toHaveCount(0);
  await writeFile(file, good);
});

test('a second provision would change nothing, and the plan says so', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  await expect(
    page.getByText('Nothing changes: everything is there as the template wants it.'),
  ).toBeVisible();
  await provisionButton(page).click();
  await expect(page.getByRole('dialog').getByText(/0 created, 0 changed, \d+ reused/)).toBeVisible();
});
