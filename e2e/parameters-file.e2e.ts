import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const FILE = 'infra/provision/inference.parameters.json';
const VAULT =
  '/subscriptions/5a3b1e00-0000-4000-8000-000000000002/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-team';
const TOO_LARGE_BYTES = 1_000_001;

test.use({ suite: 'parameters-file' });
test.describe.configure({ mode: 'serial' });

const app = (page: Page) => page.getByLabel('Container app', { exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save' });
const open = (page: Page, project: string) => page.goto(`/projects/${project}/provision`);

test('changes that are not saved are not left behind without a question', async ({ page, slipway }) => {
  await open(page, slipway.project);
  await app(page).click();
  await app(page).fill('unsaved-app');

  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Deploy', exact: true }).first().click();
  await expect(app(page)).toHaveValue('unsaved-app');

  const [leaving] = await Promise.all([
    page.waitForEvent('dialog'),
    page.evaluate(() => void setTimeout(() => location.reload())),
  ]);
  expect(leaving.type()).toBe('beforeunload');
  await leaving.dismiss();
  await expect(app(page)).toHaveValue('unsaved-app');

  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('link', { name: 'Deploy', exact: true }).first().click();
  await expect(page).toHaveURL(/\/deploy$/);
});

test('a file that cannot be imported is refused by what is wrong with it', async ({ page, slipway }) => {
  await open(page, slipway.project);
  const take = (name: string, buffer: Buffer) =>
    page.getByLabel('Choose a parameters file').setInputFiles({ name, mimeType: 'application/json', buffer });
  await take('half.json', Buffer.from('{\n  "parameters": {\n'));
  await expect(page.getByText('half.json is not valid JSON: the fault is in line 3.')).toBeVisible();
  await take('other.json', Buffer.from('{ "parameters": { "acaAppName": "bare" } }'));
  await expect(
    page.getByText(/other\.json is not an ARM parameters file: parameters\.acaAppName/),
  ).toBeVisible();
  await take('huge.json', Buffer.alloc(TOO_LARGE_BYTES, ' '));
  await expect(page.getByText('huge.json is larger than 1 MB')).toBeVisible();
  await expect(save(page)).toBeDisabled();
});

test('a file that is dropped is taken like a chosen one', async ({ page, slipway }) => {
  await open(page, slipway.project);
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    const text = '{ "parameters": { "acaAppName": { "value": "dropped" } } }';
    transfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
    return transfer;
  });
  await page.getByRole('button', { name: 'Import' }).dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByRole('dialog').getByRole('button', { name: 'Take these values' }).click();
  await expect(app(page)).toHaveValue('dropped');
});

test('a reference to a Key Vault is shown as one, and stays through a save', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, FILE);
  const content = JSON.parse(await readFile(file, 'utf8'));
  content.parameters.hfToken = { reference: { keyVault: { id: VAULT }, secretName: 'hf-token' } };
  await writeFile(file, JSON.stringify(content, null, 2));
  await open(page, slipway.project);
  await expect(page.getByLabel('hfToken')).toHaveValue('kv-team / hf-token');
  await app(page).fill('first-app');
  await save(page).click();
  content.parameters.acaAppName.value = 'first-app';
  await expect.poll(async () => JSON.parse(await readFile(file, 'utf8'))).toEqual(content);
});

test('what the file held before is listed with what differs, and is taken back', async ({
  page,
  slipway,
}) => {
  await open(page, slipway.project);
  await app(page).fill('second-app');
  await save(page).click();
  await expect(save(page)).toBeDisabled();
  await page.getByRole('button', { name: 'Earlier versions' }).click();
  const versions = page.getByRole('dialog');
  await versions.getByText('acaAppName').first().click();
  await expect(versions.getByText('"first-app"')).toBeVisible();
  await versions.getByRole('button', { name: 'Take it back' }).first().click();
  await expect(app(page)).toHaveValue('first-app');
  await save(page).click();
  await expect.poll(() => readFile(path.join(slipway.projectRoot, FILE), 'utf8')).toContain('"first-app"');
});

test('of a hand edit under the form, all or some values can be taken', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, FILE);
  const edit = async (name: string, count: number) => {
    const content = JSON.parse(await readFile(file, 'utf8'));
    content.parameters.acaAppName.value = name;
    content.parameters.maximumInstanceCount.value = count;
    await writeFile(file, JSON.stringify(content, null, 2));
  };
  const changed = page.getByText('The file has changed on disk', { exact: true });
  await open(page, slipway.project);
  await app(page).fill('mine-app');
  await edit('theirs-app', 2);
  await expect(changed).toBeVisible();
  await page.getByRole('button', { name: 'Take the file’s' }).click();
  await expect(app(page)).toHaveValue('theirs-app');
  await expect(save(page)).toBeDisabled();

  await app(page).fill('mine-app');
  await edit('their-other-app', 3);
  await expect(changed).toBeVisible();
  // What was changed here is kept at first, the rest is the file's.
  await page.getByRole('button', { name: 'Keep as chosen' }).click();
  await expect(app(page)).toHaveValue('mine-app');
  await expect(page.getByLabel('Maximum instances')).toHaveValue('3');
});

test('start commands are added, moved and brought back by the keyboard alone', async ({ page, slipway }) => {
  await open(page, slipway.project);
  const commands = page.getByRole('textbox', { name: /^Command \d/ });
  const texts = async () => Promise.all((await commands.all()).map((each) => each.inputValue()));
  const [first = '', second = '', ...rest] = await texts();
  await commands.first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  expect(await texts()).toEqual([second, first, ...rest]);
  await expect(commands.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('cd /workspace; ls');
  await expect(commands.nth(2)).toHaveValue('cd /workspace; ls');
  await expect(page.getByText('With ";" the second part runs')).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await texts()).toEqual(['cd /workspace; ls', second, first, ...rest]);
});

test('the files and the command for the Azure CLI are there to take', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, FILE);
  const content = JSON.parse(await readFile(file, 'utf8'));
  delete content.parameters.hfToken;
  await writeFile(file, JSON.stringify(content));
  await page.goto(`/projects/${slipway.project}/settings/endpoint`);
  await page.getByRole('link', { name: 'Make them with the Azure CLI' }).click();
  const panel = page.getByRole('region', { name: 'With the Azure CLI instead' });
  await expect(
    panel.getByText(/^az deployment group create .* '@inference\.parameters\.json'$/),
  ).toBeVisible();
  for (const name of ['inference.json', 'inference.bicep']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('link', { name }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    const source = path.join(slipway.projectRoot, 'infra/provision', name);
    expect(await readFile(await download.path(), 'utf8')).toBe(await readFile(source, 'utf8'));
  }
});
