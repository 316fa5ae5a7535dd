import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';

const CONFIG = 'infra/inference.config.json';
/** What fine-tuning has made in the sample; the app is of nobody. */
const config = {
  SUBSCRIPTION_ID: '5a3b1e00-0000-4000-8000-000000000002',
  RESOURCE_GROUP_NAME: 'rg-sample-finetuning',
  STORAGE_ACCOUNT_NAME: 'aistoragew3mc7',
  FILE_SHARE_NAME: 'aifilesharew3mc7',
  ACA_APP_NAME: 'nobody',
  ACA_APP_ENDPOINT: 'nobody.example.localhost',
};

test.use({ suite: 'manual-path' });

test('names are dropped as a file, checked, corrected, saved and put back', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, CONFIG);
  const read = async () => JSON.parse(await readFile(file, 'utf8'));
  await page.goto(`/projects/${slipway.project}/settings`);
  await expect(page).toHaveURL(/\/settings\/endpoint$/);

  const dropped = {
    ...config,
    FILE_SHARE_NAME: 'nothing',
    ACA_APP_ENDPOINT: 'https://nobody.example.localhost/',
  };
  const chooser = page.getByLabel('Drop an inference.config.json here');
  await chooser.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('[]') });
  await expect(page.getByText('This is no inference.config.json')).toBeVisible();
  const buffer = Buffer.from(JSON.stringify(dropped));
  await chooser.setInputFiles({ name: 'inference.config.json', mimeType: 'application/json', buffer });
  await expect(page.getByLabel('Host name of the app')).toHaveValue('nobody.example.localhost');

  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const board = page.getByRole('list', { name: 'Checks' });
  await expect(board.getByText('The storage account aistoragew3mc7 is there.')).toBeVisible();
  await expect(board.getByText('The account has no file share nothing.')).toBeVisible();
  await expect(board.getByText('The group has no container app nobody.')).toBeVisible();
  await board.getByRole('button', { name: 'Use this value' }).click();
  await expect(page.getByLabel('File share')).toHaveValue(config.FILE_SHARE_NAME);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Same as in the file.')).toBeVisible();
  expect(await read()).toEqual(config);

  await page.getByLabel('Container app').fill('other');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const versions = page.getByRole('region', { name: 'Earlier versions' });
  await expect(versions.getByText('nobody', { exact: true })).toBeVisible();
  await versions.getByRole('button', { name: 'Restore' }).first().click();
  await expect(page.getByLabel('Container app')).toHaveValue('nobody');
  expect(await read()).toEqual(config);
});

test('a file that was changed by hand under the form is not written over', async ({ page, slipway }) => {
  const file = path.join(slipway.projectRoot, CONFIG);
  await writeFile(file, JSON.stringify(config));
  await page.goto(`/projects/${slipway.project}/settings/endpoint`);
  await page.getByLabel('Container app').fill('mine');
  const byHand = JSON.stringify({ ...config, ACA_APP_NAME: 'by-hand', note: 'kept' });
  await writeFile(file, byHand);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('has been changed since this page read it')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(byHand);
});

test('a file of AI Toolkit that is dropped fills the form, and what is there is suggested beside it', async ({
  page,
  slipway,
}) => {
  await writeFile(path.join(slipway.projectRoot, CONFIG), '{}');
  await page.goto(`/projects/${slipway.project}/settings/endpoint`);
  const dropped = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'inference.config.json', { type: 'application/json' }));
      return transfer;
    },
    JSON.stringify(config, null, 4),
  );
  await page
    .getByText('Drop an inference.config.json here', { exact: false })
    .dispatchEvent('drop', { dataTransfer: dropped });
  for (const [label, value] of [
    ['Subscription id', config.SUBSCRIPTION_ID],
    ['Resource group', config.RESOURCE_GROUP_NAME],
    ['Storage account', config.STORAGE_ACCOUNT_NAME],
    ['File share', config.FILE_SHARE_NAME],
    ['Container app', config.ACA_APP_NAME],
    ['Host name of the app', config.ACA_APP_ENDPOINT],
  ] as const) {
    await expect(page.getByLabel(label)).toHaveValue(value);
  }
  const suggested = page.getByLabel('File share').locator('xpath=following-sibling::datalist/option');
  await expect(suggested).toHaveAttribute('value', config.FILE_SHARE_NAME);
});
