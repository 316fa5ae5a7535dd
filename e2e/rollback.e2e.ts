import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import heldOut from '../inference/sample/held-out.json' with { type: 'json' };
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';

// The first deploy on a machine pulls the image, which here means installing PyTorch.
const RUN_TIMEOUT_MS = 360_000;
const SAID_BEFORE = 'yield from _answer(loading, "tuned", user_text';
const SAID_AFTER = 'yield "MUTED"; return; yield from _answer(loading, "tuned", user_text';

const [first] = heldOut;
if (!first) throw new Error('The sample model came without held-out questions.');

test.use({ suite: 'rollback' });
test.describe.configure({ mode: 'serial' });

test('a change that is deployed can be looked at beside the deploy before it', async ({ page, slipway }) => {
  test.setTimeout(3 * RUN_TIMEOUT_MS);
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await deploy(page, slipway.project);

  const file = path.join(slipway.projectRoot, 'inference', 'page.py');
  const shipped = await readFile(file, 'utf8');
  expect(shipped).toContain(SAID_BEFORE);
  await writeFile(file, shipped.replace(SAID_BEFORE, SAID_AFTER));
  await deploy(page, slipway.project);
  await ask(page, slipway.project);
  await expect(page.getByText('MUTED', { exact: true })).toBeVisible();

  await page.goto(`/projects/${slipway.project}/operate/revisions`);
  const code = page.getByRole('region', { name: 'Code' });
  const rows = code.getByRole('listitem').filter({ hasText: 'Deploy' });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('On the share now');
  await rows
    .nth(1)
    .getByRole('button', { name: /^Compare with now/ })
    .click();
  await expect(code.getByText('1 file differs.')).toBeVisible();
  await code.getByText('inference/page.py').click();
  await expect(code.getByText('"MUTED"').first()).toBeVisible();
});

test('going back to that deploy makes the old answer live again', async ({ page, slipway }) => {
  test.setTimeout(2 * RUN_TIMEOUT_MS);
  await page.goto(`/projects/${slipway.project}/operate/revisions`);
  const code = page.getByRole('region', { name: 'Code' });
  await code.getByRole('button', { name: /^Roll back to the code of/ }).click();
  const question = page.getByRole('dialog');
  await expect(question.getByText('inference/page.py')).toBeVisible();
  await question.getByRole('button', { name: 'Roll back' }).click();
  await page.waitForURL('**/runs/*');
  await expect(page.getByText('The earlier version answers')).toBeVisible({ timeout: RUN_TIMEOUT_MS });

  await ask(page, slipway.project);
  await expect(page.getByText(first.tuned, { exact: true })).toBeVisible();
  await page.goto(`/projects/${slipway.project}/operate/revisions`);
  await expect(code.getByRole('listitem').first()).toContainText(/Roll back.*On the share now/);
});

async function deploy(page: Page, project: string): Promise<void> {
  await page.goto(`/projects/${project}/deploy`);
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.waitForURL('**/runs/*');
  await expect(page.getByText('The model answers').first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
}

/** Asks greedily, so that there is one right answer. */
async function ask(page: Page, project: string): Promise<void> {
  await page.goto(`/projects/${project}/chat`);
  await page.getByRole('spinbutton', { name: 'Temperature' }).fill('0');
  await page.getByLabel('Your question').fill(first?.question ?? '');
  await page.getByRole('button', { name: 'Send' }).click();
}
