import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';
import { logLines, readRunLog } from './run-log.ts';
import type { Slipway } from './slipway.ts';

// The first deploy on a machine pulls the image, which here means installing PyTorch.
const RUN_TIMEOUT_MS = 360_000;

test.use({ suite: 'adapter' });
test.describe.configure({ mode: 'serial' });

test('a deploy shows each stage of its replica and ends with a proven adapter', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });

  const runId = await startRun(page, slipway, 'deploy');
  await page.goto(`/projects/${slipway.project}/runs/${runId}`);
  const replicas = page.getByRole('region', { name: 'Replicas' });
  await expect(replicas.getByText('Pulling the image')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await page.reload();
  const proof = page.getByRole('region', { name: 'Adapter' });
  await expect(proof.getByText('Adapter proven')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(page.getByText('The model answers').first()).toBeVisible();
  for (const stage of [
    'Getting a node',
    'Pulling the image',
    'Running the commands',
    'Loading the base model',
  ]) {
    await expect(replicas.getByText(stage)).toContainText('(done)');
  }
  const stages = (await readRunLog(page.request, runId)).filter(({ type }) => type === 'replica.stage');
  expect(stages.at(-1)).toMatchObject({ stage: 'ready', state: 'done' });
});

test('an adapter that is removed from the share turns the badge red wherever it stands, with cause and action', async ({
  page,
  slipway,
}) => {
  await openReplicas(page, slipway);
  const proof = page.getByRole('region', { name: 'Adapter' });
  await expect(proof.getByText('Adapter proven')).toBeVisible();

  await rm(await adapterFolder(slipway), { recursive: true });
  await proof.getByRole('button', { name: 'Check again' }).click();
  await expect(proof.getByText('Adapter missing')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(proof.getByText(/^The adapter is not on the share/).first()).toBeVisible();
  await expect(proof.getByText(/^Copy the adapter/)).toBeVisible();
  await expect(proof.getByRole('button', { name: 'Check again' })).toBeVisible();

  for (const where of ['', '/chat']) {
    await page.goto(`/projects/${slipway.project}${where}`);
    await expect(page.getByRole('link', { name: 'Adapter missing: open the proof' })).toBeVisible();
  }
});

test('a restart without the adapter fails with the cause, and one with it is proven again', async ({
  page,
  slipway,
}) => {
  const failing = await startRun(page, slipway, 'restart');
  await page.goto(`/projects/${slipway.project}/runs/${failing}`);
  const proof = page.getByRole('region', { name: 'Adapter' });
  await expect(proof.getByText('Adapter missing')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(page.getByRole('alert').filter({ hasText: 'The adapter is missing' })).toBeVisible();

  await cp(path.join(slipway.projectRoot, 'inference/sample/adapter'), await adapterFolder(slipway), {
    recursive: true,
  });
  const mended = await startRun(page, slipway, 'restart');
  await page.goto(`/projects/${slipway.project}/runs/${mended}`);
  await expect(proof.getByText('Adapter proven')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  expect(logLines(await readRunLog(page.request, mended)).join('\n')).toContain('The model answers');

  await openReplicas(page, slipway);
  await expect(proof.getByText('Adapter proven')).toBeVisible();
  const card = page.getByRole('region', { name: /--/ });
  await expect(card.getByText('Loading the adapter')).toContainText('(done)');
  await expect(card.getByText('usually', { exact: false }).first()).toBeVisible();
});

async function openReplicas(page: Page, { project }: Slipway): Promise<void> {
  await page.goto(`/projects/${project}/operate`);
  await page.getByRole('navigation', { name: 'Operate' }).getByRole('link', { name: 'Replicas' }).click();
  await page.waitForURL('**/operate/replicas');
}

async function startRun(page: Page, { project }: Slipway, kind: string): Promise<string> {
  const started = await page.request.post(`/api/v1/projects/${project}/runs`, { data: { kind } });
  expect(started.status()).toBe(202);
  return (await started.json()).runId;
}

/** Where the local Azure keeps the adapter: what is done there is done by somebody else. */
async function adapterFolder({ projectRoot }: Slipway): Promise<string> {
  const config = JSON.parse(await readFile(path.join(projectRoot, 'infra/inference.config.json'), 'utf8'));
  const share = path.join(config.STORAGE_ACCOUNT_NAME, config.FILE_SHARE_NAME);
  return path.join(projectRoot, '../data/local-azure/files', share, 'models/adapter');
}
