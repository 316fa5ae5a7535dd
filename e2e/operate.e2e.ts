import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';
import type { Slipway } from './slipway.ts';

test.use({ suite: 'operate' });

const RUN_TIMEOUT_MS = 180_000;
const TEST_TIMEOUT_MS = 6 * RUN_TIMEOUT_MS;
const COOL_DOWN_SECONDS = 2;
const littleApp = path.resolve(import.meta.dirname, '..', 'tests', 'fixtures', 'little_app.py');

/** Lets the project's app be one that starts at once, and goes at once when nobody needs it. */
async function makeQuick({ projectRoot }: Slipway): Promise<void> {
  const folder = path.join(projectRoot, 'infra', 'provision');
  const edit = async (name: string, change: (text: string) => string) => {
    const file = path.join(folder, name);
    await writeFile(file, change(await readFile(file, 'utf8')));
  };
  await edit('inference.json', (text) =>
    text.replace(/"scale": \{/, `"scale": { "cooldownPeriod": ${COOL_DOWN_SECONDS},`),
  );
  await edit('inference.parameters.json', (text) => {
    const file = JSON.parse(text);
    file.parameters.defaultCommands = { value: [`exec python3 ${littleApp}`] };
    return JSON.stringify(file, null, 2);
  });
}

const control = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** The page about the app, once it tells this state. */
async function openApp(page: Page, { project }: Slipway, state: string): Promise<void> {
  await page.goto(`/projects/${project}/operate/app`);
  await expect(page.getByRole('region', { name: 'The app' }).getByText(state, { exact: true })).toBeVisible({
    timeout: RUN_TIMEOUT_MS,
  });
}

const runEnds = (page: Page, title: string) =>
  expect(page.getByRole('heading', { name: title })).toBeVisible({ timeout: RUN_TIMEOUT_MS });

test('an app is stopped, started, scaled to zero and woken from its page', async ({ page, slipway }) => {
  test.setTimeout(TEST_TIMEOUT_MS);
  await page.goto(`/projects/${slipway.project}/operate`);
  await expect(page.getByText('There is no app yet')).toBeVisible();
  await makeQuick(slipway);
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await runEnds(page, 'The resources are there');

  // What cannot be done now says why.
  await openApp(page, slipway, 'Running');
  await expect(control(page, 'Start')).toContainText('The app is not stopped.');
  await expect(control(page, 'Start').getByRole('button')).toBeDisabled();
  await expect(control(page, 'Wake up')).toContainText('The app has a replica already.');
  // The one node of the profile is taken by the replica that runs.
  await expect(page.getByRole('radio', { name: 'Stop, then start' })).toBeChecked();
  await expect(page.getByText('No second GPU is free').first()).toBeVisible();

  await control(page, 'Stop').getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The endpoint refuses every request');
  await expect(dialog).toContainText('per hour');
  await dialog.getByRole('button', { name: 'Stop the app' }).click();
  await page.waitForURL('**/runs/*');
  await runEnds(page, 'The app is stopped');
  await page.goto(`/projects/${slipway.project}`);
  await expect(page.getByText('Stopped', { exact: true })).toBeVisible();

  await openApp(page, slipway, 'Stopped');
  await expect(control(page, 'Stop')).toContainText('The app is stopped already.');
  await expect(control(page, 'Scale')).toContainText('Start the app first.');
  await expect(page.getByRole('radio', { name: 'Restart the revision' })).toBeDisabled();
  await control(page, 'Start').getByRole('button').click();
  await page.waitForURL('**/runs/*');
  await runEnds(page, 'The model answers');
  await page.goto(`/projects/${slipway.project}`);
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();

  await openApp(page, slipway, 'Running');
  await control(page, 'Scale').getByRole('button').click();
  await page.getByLabel('Replicas at the least').fill('2');
  await expect(page.getByText('Must not be less than the least.')).toBeVisible();
  await page.getByLabel('Replicas at the least').fill('0');
  await expect(dialog).toContainText(`no request has come for ${COOL_DOWN_SECONDS} s`);
  await dialog.getByRole('button', { name: 'Scale to zero' }).click();
  await page.waitForURL('**/runs/*');
  await runEnds(page, 'The scale is changed');

  await openApp(page, slipway, 'Scaled to zero');
  await page.goto(`/projects/${slipway.project}`);
  await expect(page.getByText('Scaled to zero', { exact: true })).toBeVisible();
  await openApp(page, slipway, 'Scaled to zero');
  await control(page, 'Wake up').getByRole('button').click();
  await page.waitForURL('**/runs/*');
  await runEnds(page, 'The model answers');
});
