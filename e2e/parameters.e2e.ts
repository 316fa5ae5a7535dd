import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';

const FILE = 'infra/provision/inference.parameters.json';

test.use({ suite: 'parameters' });
test.describe.configure({ mode: 'serial' });

test('every name says what becomes of it, also with an existing environment and the others open', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const names = page.getByRole('region', { name: 'Names' });
  await expect(names.getByText('reuse', { exact: true })).toHaveCount(5);
  await expect(page.getByLabel('Storage account')).toHaveAttribute('placeholder', 'aistoragew3mc7');
  await page.getByLabel('Container Apps environment', { exact: true }).fill('aienvw3mc7');
  await expect(names.getByText('It is new.')).toBeVisible();
  await expect(names.getByText('conflict', { exact: true })).toHaveCount(0);
  await page.getByLabel('File share').fill('another-share');
  await page.getByLabel('Storage mount of the environment').fill('aienvstoragew3mc7');
  await expect(names.getByText('conflict', { exact: true })).toHaveCount(1);
  await expect(names.getByText('cannot be pointed elsewhere')).toBeVisible();
});

test('an edit, a save and a reload lose nothing of the file, and change nothing else in it', async ({
  page,
  slipway,
}) => {
  const file = path.join(slipway.projectRoot, FILE);
  const before = (await readFile(file, 'utf8')).replace(
    '"contentVersion"',
    '"mine": "kept",\n  "contentVersion"',
  );
  await writeFile(file, before);
  await page.goto(`/projects/${slipway.project}/provision`);
  await page.getByLabel('Container app', { exact: true }).fill('my-app');
  await page.getByRole('button', { name: 'Save' }).click();
  const after = JSON.parse(before);
  after.parameters.acaAppName.value = 'my-app';
  await expect.poll(() => readFile(file, 'utf8')).toBe(`${JSON.stringify(after, null, 2)}\n`);
  await page.reload();
  await expect(page.getByLabel('Container app', { exact: true })).toHaveValue('my-app');
});

test('form and JSON stay in step, and half-written JSON survives a look at the form', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const json = page.getByLabel(FILE);
  const text = await json.inputValue();
  await json.fill(text.replace('"my-app"', '"other-app"'));
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await expect(page.getByLabel('Container app', { exact: true })).toHaveValue('other-app');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await json.fill('{\n  "parameters": {\n    "a"\n');
  await expect(page.getByText('Not valid JSON: the fault is in line 4.')).toBeVisible();
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await expect(page.getByLabel('Container app', { exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Go on in the JSON view' }).click();
  await expect(json).toHaveValue('{\n  "parameters": {\n    "a"\n');
});

test('a file that is imported shows what it changes before it does', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  const content = { parameters: { acaAppName: { value: 'imported' }, mine: { value: [1] } } };
  await page.getByLabel('Choose a parameters file').setInputFiles({
    name: 'theirs.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('"my-app"')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take these values' }).click();
  await expect(page.getByLabel('Container app', { exact: true })).toHaveValue('imported');
  await expect(page.getByLabel('mine')).toHaveValue('[1]');
});

test('a hand edit under the form is never written over without a choice', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, FILE);
  await page.goto(`/projects/${slipway.project}/provision`);
  await page.getByLabel('Container app', { exact: true }).fill('mine-app');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"my-app"', '"theirs-app"'));
  await expect(page.getByText('The file has changed on disk', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect(await readFile(file, 'utf8')).toContain('"theirs-app"');
  await page.getByRole('button', { name: 'Keep all of yours' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => readFile(file, 'utf8')).toContain('"mine-app"');
});

test('a start command that has bitten others is warned of, and pinned by one click', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await page.getByRole('textbox', { name: 'Command 3' }).fill('pip install gradio==4.43.0');
  await page.getByRole('button', { name: 'Pin these' }).click();
  await expect(page.getByRole('textbox', { name: 'Command 3' })).toHaveValue(/pydantic==/);
  await expect(page.getByRole('button', { name: 'Pin these' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('button', { name: 'Bring back what was removed' }).click();
  await expect(page.getByRole('textbox', { name: /^Command \d/ })).toHaveCount(4);
});
