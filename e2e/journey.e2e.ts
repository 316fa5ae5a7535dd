import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import heldOut from '../inference/sample/held-out.json' with { type: 'json' };
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';
import { logLines, readRunLog, runIdOf } from './run-log.ts';

// The first deploy on a machine pulls the image, which here means installing PyTorch.
const RUN_TIMEOUT_MS = 360_000;

const [first, ...others] = heldOut;
if (!first) throw new Error('The sample model came without held-out questions.');

test.use({ suite: 'journey' });
test.describe.configure({ mode: 'serial' });

test('a person provisions with the mouse alone, and a reload in the middle loses nothing', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}`);
  await page.getByRole('link', { name: 'Provision' }).first().click();

  await expect(page.getByLabel('Tenant')).toHaveValue('Sample tenant');
  await expect(page.getByLabel('Subscription')).toHaveValue('Sample subscription');
  await expect(page.getByLabel('Resource group')).toHaveValue('rg-sample-finetuning');
  await planAndProvision(page);
  const runId = runIdOf(page.url());
  await expect(page.getByText('Creating').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });

  const events = await readRunLog(page.request, runId);
  const made = new Set(
    events.flatMap(({ type, name }) => (type === 'resource.changed' && name ? [name] : [])),
  );
  expect(made.size).toBe(7);
  for (const name of made) {
    const row = page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
    await expect(row.getByText('Ready')).toBeVisible();
  }
});

test('what was provisioned is written into the project and shown', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, 'infra', 'inference.config.json');
  const config: Record<string, string> = JSON.parse(await readFile(file, 'utf8'));
  expect(Object.keys(config).sort()).toEqual([
    'ACA_APP_ENDPOINT',
    'ACA_APP_NAME',
    'FILE_SHARE_NAME',
    'RESOURCE_GROUP_NAME',
    'STORAGE_ACCOUNT_NAME',
    'SUBSCRIPTION_ID',
  ]);
  await page.goto(`/projects/${slipway.project}`);
  for (const value of Object.values(config)) await expect(page.getByText(value).first()).toBeVisible();
});

test('a deploy sends the code, follows the replica through a reload, and ends when the model answers', async ({
  page,
  context,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/deploy`);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.waitForURL('**/runs/*');
  const runId = runIdOf(page.url());

  // Whoever asks before the model is there sees what it waits for, may stop, and gets the answer in the end.
  const early = await context.newPage();
  await early.goto(`/projects/${slipway.project}/chat`);
  await ask(early, first.question);
  const waiting = early
    .getByRole('list')
    .getByRole('status')
    .filter({ hasText: /The container is starting|Loading the/ });
  await expect(waiting).toBeVisible();
  await early.getByRole('button', { name: 'Stop' }).click();
  await expect(waiting).toHaveCount(0);
  await ask(early, first.question);

  const log = page.getByRole('log');
  await expect(log).toContainText('Uvicorn running', { timeout: RUN_TIMEOUT_MS });
  await page.reload();
  await expect(page.getByText('The model answers').first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(early.getByText(first.tuned, { exact: true })).toBeVisible();

  const lines = logLines(await readRunLog(page.request, runId));
  expect(lines.length).toBeGreaterThan(3);
  // Nothing lost, nothing doubled: what stands on the page is what stands in the log.
  await expect(log.locator('time')).toHaveCount(lines.length);
  for (const line of lines) await expect(log).toContainText(line);
});

test('a held-out question gets the answer of the adapter, not of the base model', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/chat`);
  for (const { question, base, tuned } of [first, ...others.slice(0, 2)]) {
    await ask(page, question);
    await expect(page.getByText(tuned, { exact: true })).toBeVisible();
    await expect(page.getByText(base, { exact: true })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
  }
});

test('a second deploy of the same code sends nothing, and holds back other ones only while it runs', async ({
  page,
  context,
  slipway,
}) => {
  const deployPath = `/projects/${slipway.project}/deploy`;
  await page.goto(deployPath);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.waitForURL('**/runs/*');
  const beside = await context.newPage();
  await beside.goto(deployPath);
  await expect(beside.getByRole('button', { name: 'Deploy' })).toBeDisabled();
  await expect(beside.getByText('A run is under way').first()).toBeVisible();
  await expect(page.getByText('The model answers').first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  const events = await readRunLog(page.request, runIdOf(page.url()));
  expect(events.filter(({ type }) => type === 'step.progress')).toEqual([]);
  await expect(beside.getByRole('button', { name: 'Deploy' })).toBeEnabled();
});

test('a link shows a live run to a stranger until it is revoked', async ({ page, browser, slipway }) => {
  await page.goto(`/projects/${slipway.project}/deploy`);
  await page.getByRole('button', { name: 'Restart' }).click();
  await page.waitForURL('**/runs/*');
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create a link' }).click();
  const link = await dialog.getByRole('status').getByRole('link').getAttribute('href');
  if (!link) throw new Error('no link was made');

  const stranger = await browser.newContext();
  try {
    const watcher = await stranger.newPage();
    await watcher.goto(link);
    await expect(watcher.getByText('Running')).toBeVisible();
    await expect(watcher.getByText('Succeeded')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
    expect(await watcher.content()).not.toContain('rg-sample-finetuning');
    expect(await stranger.cookies()).toEqual([]);

    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(dialog.getByText('No link is open for this run.')).toBeVisible();
    await watcher.reload();
    await expect(watcher.getByText('This link does not lead anywhere')).toBeVisible();
    expect((await watcher.request.get(`${link}/status.json`)).status()).toBe(404);
  } finally {
    await stranger.close();
  }
});

/** Asks greedily, so that there is one right answer. */
async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Temperature' }).fill('0');
  await page.getByLabel('Your question').fill(question);
  await page.getByRole('button', { name: 'Send' }).click();
}
