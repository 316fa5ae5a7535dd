import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ShareServiceClient, StorageSharedKeyCredential } from '@azure/storage-file-share';
import type { Page } from '@playwright/test';
import heldOut from '../inference/sample/held-out.json' with { type: 'json' };
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';
import type { Slipway } from './slipway.ts';

// The first deploy on a machine pulls the image, which here means installing PyTorch.
const RUN_TIMEOUT_MS = 360_000;

const [first] = heldOut;
if (!first) throw new Error('The sample model came without held-out questions.');

const PAGE = 'inference/page.py';
const THEIRS = 'inference/sampling.py';
const MARK = 'From the new version: ';
const ADDED = `

_plain_answer = _answer


def _answer(*inputs: object) -> Iterator[str]:
    for text in _plain_answer(*inputs):
        yield f"${MARK}{text}"
`;

test.use({ suite: 'edit-deploy' });
test.describe.configure({ mode: 'serial' });

const deployButton = (page: Page) => page.getByRole('button', { name: 'Deploy' });
const difference = (page: Page) => page.getByRole('region', { name: 'Difference' });

async function openDeploy(page: Page, { project }: Slipway): Promise<void> {
  await page.goto(`/projects/${project}/deploy`);
  await expect(page.getByText('Compared').first()).toBeVisible();
}

async function deploy(page: Page, sent: string): Promise<void> {
  await deployButton(page).click();
  await page.waitForURL('**/runs/*');
  // Each file that is sent has a line in the log, too.
  const steps = page.getByRole('region', { name: 'Steps' });
  await expect(steps.getByText(sent)).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Succeeded', {
    timeout: RUN_TIMEOUT_MS,
  });
}

test('the first deploy shows every file as one to be added, and afterwards that nothing has changed', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });

  await openDeploy(page, slipway);
  await expect(page.getByRole('treeitem', { name: 'page.py' })).toBeVisible();
  await expect(page.getByText(/\d+ added · 0 unchanged/)).toBeVisible();
  await deploy(page, 'uploaded');

  await openDeploy(page, slipway);
  await expect(page.getByText(/Nothing has changed: all \d+ files are on the share\./)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Last deploy' })).toContainText('uploaded');
});

test('an edit in the browser is shown as a difference, deployed, and live in the answer', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/files?path=${encodeURIComponent(PAGE)}`);
  await page.getByLabel(`Text of ${PAGE}`).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(ADDED);
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('link', { name: 'Deploy to make it live' }).click();

  await expect(page.getByText(/1 changed · \d+ unchanged/)).toBeVisible();
  const row = page.getByRole('treeitem', { name: 'page.py' });
  await page.getByRole('treeitem', { name: 'inference' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(difference(page)).toContainText(MARK);
  await deploy(page, '1 file uploaded');

  await page.goto(`/projects/${slipway.project}/chat`);
  // Greedily, so that there is one right answer.
  await page.getByRole('spinbutton', { name: 'Temperature' }).fill('0');
  await page.getByLabel('Your question').fill(first.question);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(`${MARK}${first.tuned}`, { exact: true })).toBeVisible();
});

test('what someone else has changed on the share is shown, kept when that is wanted, and then overwritten', async ({
  page,
  slipway,
}) => {
  const ours = await readFile(path.join(slipway.projectRoot, THEIRS));
  const file = await openOnShare(page, slipway, THEIRS);
  await file.uploadData(Buffer.from(`${ours}# Written by someone else\n`));

  await openDeploy(page, slipway);
  await expect(page.getByText('Someone else has changed a file on the share')).toBeVisible();
  await expect(deployButton(page)).toBeDisabled();
  await expect(page.getByText('Decide about the file that someone else has changed')).toBeVisible();
  await page.getByRole('button', { name: `Show difference of ${THEIRS}` }).click();
  await expect(difference(page)).toContainText('Written by someone else');

  await page.getByRole('radio', { name: 'Keep the share’s' }).check();
  await page.getByRole('radio', { name: 'Leave the app as it is' }).check();
  await deploy(page, '1 kept as on the share');
  expect(String(await file.downloadToBuffer())).toContain('Written by someone else');

  await openDeploy(page, slipway);
  await page.getByRole('radio', { name: 'Overwrite with the project’s' }).check();
  await page.getByRole('radio', { name: 'Leave the app as it is' }).check();
  await deploy(page, '1 file uploaded');
  expect(await file.downloadToBuffer()).toEqual(ours);
  await openDeploy(page, slipway);
  await expect(page.getByText(/Nothing has changed: all \d+ files/)).toBeVisible();
});

/** The file as any other client of the share has it, with the account's own key. */
async function openOnShare(page: Page, { azureUrl, projectRoot }: Slipway, file: string) {
  const config: Record<string, string> = JSON.parse(
    await readFile(path.join(projectRoot, 'infra', 'inference.config.json'), 'utf8'),
  );
  const { SUBSCRIPTION_ID, RESOURCE_GROUP_NAME, STORAGE_ACCOUNT_NAME = '', FILE_SHARE_NAME = '' } = config;
  const group = `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP_NAME}`;
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/${STORAGE_ACCOUNT_NAME}`;
  const answer = await page.request.post(`${azureUrl}${account}/listKeys?api-version=2023-05-01`);
  const { keys } = await answer.json();
  const credential = new StorageSharedKeyCredential(STORAGE_ACCOUNT_NAME, keys[0].value);
  return new ShareServiceClient(`${azureUrl}/${STORAGE_ACCOUNT_NAME}`, credential)
    .getShareClient(FILE_SHARE_NAME)
    .getDirectoryClient(path.dirname(file))
    .getFileClient(path.basename(file));
}
