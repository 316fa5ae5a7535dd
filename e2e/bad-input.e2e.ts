import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';

const RUN_TIMEOUT_MS = 360_000;
const PARAMETERS = 'infra/provision/inference.parameters.json';

test.use({ suite: 'bad-input' });
test.describe.configure({ mode: 'serial' });

test('a parameters file that is not JSON is named with its line, and is left as it is', async ({
  page,
  slipway,
}) => {
  const file = path.join(slipway.projectRoot, PARAMETERS);
  const good = await readFile(file, 'utf8');
  const broken = good.replace('"maximumInstanceCount": {', '"maximumInstanceCount" {');
  await writeFile(file, broken);
  await page.goto(`/projects/${slipway.project}/provision`);
  const line = broken.split('\n').findIndex((text) => text.includes('"maximumInstanceCount" {')) + 1;
  await expect(page.getByText(`${PARAMETERS} is not valid JSON`)).toBeVisible();
  await expect(page.getByText(`Correct line ${line} of the file`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Provision' })).toHaveCount(0);
  expect(await readFile(file, 'utf8')).toBe(broken);
  await writeFile(file, good);
});

test('a wrong type in the file is named, with what is allowed', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, PARAMETERS);
  const good = await readFile(file, 'utf8');
  const content = JSON.parse(good);
  content.parameters.maximumInstanceCount.value = 'many';
  await writeFile(file, JSON.stringify(content, null, 2));
  await page.goto(`/projects/${slipway.project}/provision`);
  await expect(page.getByText('maximumInstanceCount must be a whole number')).toBeVisible();
  await writeFile(file, good);
});

test('a name that Azure would refuse and an empty command list are told at the field', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const account = page.getByLabel('Storage account');
  await account.fill('Not_A_Name');
  await expect(page.getByText('must be 3 to 24 lower-case letters and digits')).toBeVisible();
  await expect(account).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Provision' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Make a plan' })).toBeDisabled();
  await account.fill('');
  await expect(page.getByRole('button', { name: 'Make a plan' })).toBeEnabled();

  const remove = page.getByRole('button', { name: 'Remove', exact: true });
  for (let left = await remove.count(); left > 0; left--) {
    await remove.first().click();
    await expect(remove).toHaveCount(left - 1);
  }
  await expect(page.getByText('must hold at least one command')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Provision' })).toBeDisabled();
});

test('a deploy before any provision says what to do first', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}/deploy`);
  await expect(page.getByRole('button', { name: 'Deploy' })).toBeDisabled();
  await expect(page.getByText('Provision first: there is no container app yet.').first()).toBeVisible();
  const answer = await page.request.post(`/api/v1/projects/${slipway.project}/runs`, {
    headers: { origin: slipway.url },
    data: { kind: 'dance', input: {} },
  });
  expect(answer.status()).toBe(400);
  expect(answer.headers()['content-type']).toContain('application/problem+json');
});

test('a start command that fails ends the deploy with its own last words, and mending it is enough', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const commands = page.getByRole('textbox', { name: /^Command \d/ });
  const first = await commands.first().inputValue();
  await commands.first().fill('echo "the wheel came off" >&2; exit 7');
  await provision(page);

  await page.goto(`/projects/${slipway.project}/deploy`);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.waitForURL('**/runs/*');
  await expect(page.getByText('The app ends as soon as it starts')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(page.getByRole('log')).toContainText('the wheel came off');

  await page.goto(`/projects/${slipway.project}/provision`);
  await commands.first().fill(first);
  await provision(page);
});

test('an adapter that is not on the share stops the deploy before anything is touched', async ({
  page,
  slipway,
}) => {
  const file = path.join(slipway.projectRoot, 'inference', 'model.json');
  const good = await readFile(file, 'utf8');
  await writeFile(file, good.replace('models/adapter', 'models/lost'));
  await page.goto(`/projects/${slipway.project}/deploy`);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.waitForURL('**/runs/*');
  await expect(page.getByText('the share has no complete one in models/lost')).toBeVisible({
    timeout: RUN_TIMEOUT_MS,
  });
  await writeFile(file, good);
  await page.goto(`/projects/${slipway.project}/deploy`);
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.waitForURL('**/runs/*');
  await expect(page.getByText('The model answers').first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
});

async function provision(page: import('@playwright/test').Page): Promise<void> {
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
}
