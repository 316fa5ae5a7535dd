import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import type { Slipway } from './slipway.ts';

/** On the Provision page of a fresh project, goes from the tenant that is chosen by itself to that of the empty subscription. */
export async function chooseSandbox(page: Page, { project }: Slipway): Promise<void> {
  await page.goto(`/projects/${project}/provision`);
  const tenant = page.getByLabel('Tenant');
  await expect(tenant).toHaveValue('Sample tenant');
  await tenant.fill('sandbox');
  await tenant.press('Enter');
  await expect(page.getByLabel('Subscription')).toHaveValue('Sandbox subscription');
}

/** In the open dialog, names a group in East US and has it made. */
export async function createGroup(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the group').fill(name);
  await dialog.getByLabel('Location of the group').selectOption('eastus');
  await dialog.getByRole('button', { name: 'Create' }).click();
}
