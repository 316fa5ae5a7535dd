import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';

test.use({ suite: 'provision-cancel' });

const RUN_TIMEOUT_MS = 120_000;

async function cancelRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
}

test('a cancel that Azure does not take is said so while the run goes on, and the next one ends it', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('Creating', { exact: true }).first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await fetch(`${slipway.azureUrl}/_local-azure/faults`, {
    method: 'POST',
    body: JSON.stringify({
      fault: 'denied',
      match: `slipway-${page.url().split('/').at(-1)}/cancel`,
      times: 1,
    }),
  });
  await cancelRun(page);
  await expect(page.getByText('Azure did not take the request to cancel.')).toBeVisible({
    timeout: RUN_TIMEOUT_MS,
  });
  await cancelRun(page);
  await expect(page.getByText('Cancelled as asked.')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
});
