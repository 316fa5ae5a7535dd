import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Slipway } from './slipway.ts';

test.use({ suite: 'editor' });
test.describe.configure({ mode: 'serial' });

const APP = 'inference/notes/first.py';
const PARAMETERS = 'infra/provision/inference.parameters.json';

const onDisk = (slipway: Slipway, file: string) => path.join(slipway.projectRoot, file);
const textOf = (slipway: Slipway, file: string) => readFile(onDisk(slipway, file), 'utf8');
const row = (page: Page, name: string) => page.getByRole('treeitem', { name });
const text = (page: Page, file: string) => page.getByLabel(`Text of ${file}`);
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const open = (page: Page, slipway: Slipway, query = '') =>
  page.goto(`/projects/${slipway.project}/files${query}`);
const openFile = async (page: Page, slipway: Slipway, file: string) => {
  await open(page, slipway, `?${new URLSearchParams({ path: file })}`);
  await expect(text(page, file)).toBeVisible();
};
/** Puts the cursor at the end of the text and types. */
const append = async (page: Page, file: string, added: string) => {
  await text(page, file).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(added);
};

test('a new file is made, written and saved by the keyboard, and is on disk as it was typed', async ({
  page,
  slipway,
}) => {
  await open(page, slipway);
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Path').fill(APP);
  await page.keyboard.press('Enter');
  await append(page, APP, 'print("one")');
  await expect(row(page, 'first.py unsaved')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText(`Saved ${APP}`)).toBeVisible();
  expect(await textOf(slipway, APP)).toBe('print("one")');
  await expect(page.getByRole('link', { name: 'Deploy to make it live' })).toHaveAttribute('href', /deploy$/);
});

test('a file is found in the tree with the arrow keys, and a link leads to its line', async ({
  page,
  slipway,
}) => {
  await open(page, slipway);
  await row(page, 'inference').focus();
  await page.keyboard.press('n');
  await expect(row(page, 'notes')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'first.py')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(text(page, APP)).toBeVisible();
  await expect(page).toHaveURL(/path=inference%2Fnotes%2Ffirst\.py$/);

  await open(page, slipway, '?path=inference%2Frequirements.txt&line=3');
  await expect(text(page, 'inference/requirements.txt')).toBeFocused();
  await expect(page.locator('.cm-activeLineGutter').getByText('3', { exact: true })).toBeVisible();
});

test('line breaks and a missing last one stay as they were', async ({ page, slipway }) => {
  await writeFile(onDisk(slipway, APP), '\uFEFFone\r\ntwo');
  await openFile(page, slipway, APP);
  await expect(page.getByText('UTF-8, CRLF')).toBeVisible();
  await append(page, APP, '\nthree');
  await save(page).click();
  await expect(page.getByText(`Saved ${APP}`)).toBeVisible();
  expect(await textOf(slipway, APP)).toBe('\uFEFFone\r\ntwo\r\nthree');
});

test('what the editor leaves by Tab and keeps by a question', async ({ page, slipway }) => {
  await openFile(page, slipway, APP);
  await append(page, APP, '\tx');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(text(page, APP)).not.toBeFocused();
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page).toHaveURL(/\/files/);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(save(page)).toBeDisabled();
});

test('a file that was changed on disk is not written over: the reader decides', async ({ page, slipway }) => {
  await writeFile(onDisk(slipway, APP), 'one\n');
  await openFile(page, slipway, APP);
  await append(page, APP, 'mine\n');
  await writeFile(onDisk(slipway, APP), 'one\ntheirs\n');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('The file has changed on disk')).toBeVisible();
  expect(await textOf(slipway, APP)).toBe('one\ntheirs\n');
  await page.getByRole('button', { name: 'Show the difference' }).click();
  const comparison = page.locator('.cm-mergeView, .cm-editor').first();
  await expect(comparison.getByText('theirs')).toBeVisible();

  await page.getByRole('button', { name: 'Keep mine' }).click();
  await save(page).click();
  await expect.poll(() => textOf(slipway, APP)).toBe('one\nmine\n');

  await append(page, APP, 'more\n');
  await writeFile(onDisk(slipway, APP), 'again theirs\n');
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(text(page, APP)).toHaveText('again theirs');
  await expect(save(page)).toBeDisabled();

  // A file without changes of the reader's own follows the disk by itself.
  await writeFile(onDisk(slipway, APP), 'followed\n');
  await expect(text(page, APP)).toHaveText('followed');
});

test('a file is renamed, removed and put back', async ({ page, slipway }) => {
  const renamed = 'inference/notes/main.py';
  await openFile(page, slipway, APP);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Path').fill('inference/app.py');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('dialog').getByText('The project has inference/app.py already.')).toBeVisible();
  await page.getByRole('dialog').getByLabel('Path').fill(renamed);
  await page.keyboard.press('Enter');
  await expect(text(page, renamed)).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText(`Removed ${renamed}`)).toBeVisible();
  await expect(row(page, 'main.py')).toHaveCount(0);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(text(page, renamed)).toHaveText('followed');
  expect(await textOf(slipway, renamed)).toBe('followed\n');
  await rm(onDisk(slipway, renamed));
});

test('what is wrong with the parameters file is marked, and it is not saved so', async ({
  page,
  slipway,
}) => {
  const before = await textOf(slipway, PARAMETERS);
  await openFile(page, slipway, PARAMETERS);
  await append(page, PARAMETERS, '}');
  await expect(page.getByText(/^Line \d+: This is not valid JSON/)).toBeVisible();
  await save(page).click();
  await expect(page.getByRole('alert').getByText(/is not valid JSON/)).toBeVisible();
  expect(await textOf(slipway, PARAMETERS)).toBe(before);
});

test('nothing outside of the project is shown, written or followed', async ({ page, slipway }) => {
  await writeFile(path.join(slipway.projectRoot, '..', 'secret.txt'), 'secret');
  await symlink('../../secret.txt', onDisk(slipway, 'inference/way-out.txt'));
  await open(page, slipway);
  await row(page, 'way-out.txt').click();
  await expect(page.getByText(/way-out\.txt is a symbolic link/)).toBeVisible();
  await open(page, slipway, '?path=..%2Fsecret.txt');
  await expect(page.getByText('is not a plain path below the project')).toBeVisible();
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Path').fill('inference/../../made.txt');
  await page.getByRole('dialog').getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('dialog').getByText('is not a plain path below the project')).toBeVisible();
  await expect(readFile(path.join(slipway.projectRoot, '..', 'made.txt'))).rejects.toThrow('ENOENT');
  await rm(onDisk(slipway, 'inference/way-out.txt'));
});
