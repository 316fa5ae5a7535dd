import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { armFault, planAndProvision } from './plan-steps.ts';
import type { Slipway } from './slipway.ts';

test.use({ suite: 'logs' });

/** The local Azure makes the app, and its new replicas, in some seconds. */
const AZURE_TIMEOUT_MS = 120_000;
const OUT_OF_MEMORY = 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.';
/** An app that says what went wrong, in colour, and then counts until it is ended. */
const COUNTS = [
  `printf '\\033[31m${OUT_OF_MEMORY}\\033[0m\\n'`,
  'i=0; while true; do i=$((i+1)); echo "tick $i of the clock"; sleep 0.2; done',
];

type Line = { seq: number; kind: string; text: string; replica: string };

/** Has the project run that instead of a model: what an app writes is what this is about. */
async function letCount({ projectRoot }: Slipway): Promise<void> {
  const inProject = (name: string) => path.join(projectRoot, 'infra', 'provision', name);
  const template = await readFile(inProject('inference.json'), 'utf8');
  const quick = template.replace(
    /docker\.io\/pytorch\/pytorch:[\w.-]+/,
    'docker.io/library/python:3.12-slim',
  );
  await writeFile(inProject('inference.json'), quick);
  const file = JSON.parse(await readFile(inProject('inference.parameters.json'), 'utf8'));
  file.parameters.defaultCommands.value = COUNTS;
  await writeFile(inProject('inference.parameters.json'), JSON.stringify(file));
}

async function consoleLines(page: Page, { project }: Slipway): Promise<Line[]> {
  const answer = await page.request.get(`/api/v1/projects/${project}/logs?source=console&limit=5000`);
  return (await answer.json()).lines;
}

/** New replicas for the app, as somebody else would have Azure make them. */
async function restartElsewhere(page: Page, { azureUrl, projectRoot }: Slipway): Promise<void> {
  const text = await readFile(path.join(projectRoot, 'infra', 'inference.config.json'), 'utf8');
  const { SUBSCRIPTION_ID, RESOURCE_GROUP_NAME, ACA_APP_NAME } = JSON.parse(text);
  const app = `${azureUrl}/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP_NAME}/providers/Microsoft.App/containerApps/${ACA_APP_NAME}`;
  const version = 'api-version=2025-07-01';
  const { properties } = await (await page.request.get(`${app}?${version}`)).json();
  const revision = `${app}/revisions/${properties.latestRevisionName}`;
  expect((await page.request.post(`${revision}/restart?${version}`)).ok()).toBe(true);
}

test('a log is followed, searched, marked where lines were lost, and kept when its replica is gone', async ({
  page,
  slipway,
}) => {
  test.setTimeout(4 * AZURE_TIMEOUT_MS);
  const address = `/projects/${slipway.project}/operate/logs`;
  await letCount(slipway);
  await page.goto(address);
  await expect(page.getByText('There is no app yet')).toBeVisible();
  // The first stream breaks off after twenty lines, and Azure forgets what comes right after.
  await armFault(page, slipway, { fault: 'log-drop', match: '/containers/', times: 1 });
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: AZURE_TIMEOUT_MS });

  // Somebody must read the log for it to be kept.
  await page.goto(address);
  const findMark = async () => (await consoleLines(page, slipway)).find(({ kind }) => kind !== 'line');
  await expect.poll(findMark, { timeout: AZURE_TIMEOUT_MS }).toBeDefined();
  // By now the end of the log, which the page follows, may be far beyond it.
  const mark = await findMark();
  await page.goto(`${address}#L${(mark?.seq ?? 0) - 1}`);
  const log = page.getByRole('log');
  await expect(log.getByText(/lines (?:may be|are) missing/i).first()).toBeVisible();
  const read = (await consoleLines(page, slipway)).filter(({ kind }) => kind === 'line');
  expect(new Set(read.map(({ text }) => text)).size).toBe(read.length);

  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search the log' });
  await expect(search).toBeFocused();
  await search.fill('TICK 7 of');
  await expect(page.getByText('1 hit', { exact: true })).toBeVisible();
  await search.press('Enter');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(log.locator('mark')).toHaveText('tick 7 of');
  await page.getByLabel('Regular expression').check();
  await search.fill('(');
  await expect(page.getByText('"(" is not a regular expression.')).toBeVisible();
  await search.press('Escape');

  await log.getByRole('link', { name: /^Line 3,/ }).click();
  await expect(page).toHaveURL(/#L3$/);
  await page.reload();
  await expect(log.getByRole('link', { name: /^Line 3,/ })).toBeInViewport();

  await page.getByLabel('Level').selectOption('Errors');
  await expect(log.getByText(OUT_OF_MEMORY)).toBeVisible();
  await log.getByText('The GPU has no memory left for this.').first().click();
  await expect(log.getByText(/choose a profile with a larger GPU/).first()).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByLabel('Level').selectOption('All levels');

  const [first] = read;
  await restartElsewhere(page, slipway);
  await expect
    .poll(async () => new Set((await consoleLines(page, slipway)).map(({ replica }) => replica)).size, {
      timeout: AZURE_TIMEOUT_MS,
    })
    .toBe(2);
  await page.reload();
  await page.getByLabel('Replica').selectOption(first?.replica ?? '');
  await search.fill('tick 7 of');
  await expect(page.getByText('1 hit', { exact: true })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('tick 7 of the clock');
  expect(text).toMatch(/lines (?:may be|are) missing until/);
});
