import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import type { Slipway } from './slipway.ts';

const PLAN_TIMEOUT_MS = 60_000;

/** Has a plan made of the values in the form, and waits until it is there. */
export async function makePlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await expect(page.getByRole('region', { name: 'Plan' }).getByText(/^Made /)).toBeVisible({
    timeout: PLAN_TIMEOUT_MS,
  });
}

/** Plans, confirms, and follows to the run's page. */
export async function planAndProvision(page: Page): Promise<void> {
  await makePlan(page);
  await page.getByRole('button', { name: 'Provision' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Provision' }).click();
  await page.waitForURL('**/runs/*');
}

/** Brings a failure of the local Azure about, until it is disarmed, or `times` times. */
export async function armFault(
  page: Page,
  { azureUrl }: Slipway,
  fault: { fault: string; match: string; times?: number },
): Promise<{ disarm(): Promise<void> }> {
  const faults = `${azureUrl}/_local-azure/faults`;
  const armed = await page.request.post(faults, { data: fault });
  expect(armed.status()).toBe(201);
  const { id } = await armed.json();
  return {
    async disarm() {
      expect((await page.request.delete(`${faults}/${id}`)).ok()).toBe(true);
    },
  };
}
