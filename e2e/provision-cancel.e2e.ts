import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makePlan } from './plan-steps.ts';
import type { Slipway } from './slipway.ts';

test.use({ suite: 'provision-cancel' });

const RUN_TIMEOUT_MS = 180_000;
const GROUP =
  '/subscriptions/5a3b1e00-0000-4000-8000-000000000002/resourcegroups/rg-sample-finetuning/providers';
const APPS = `${GROUP}/Microsoft.App/containerApps?api-version=2024-03-01`;
const ENVIRONMENTS = `${GROUP}/Microsoft.App/managedEnvironments?api-version=2024-03-01`;
const DEPLOYMENTS = `${GROUP}/Microsoft.Resources/deployments?api-version=2021-04-01`;

let disarm: (() => Promise<unknown>)[] = [];
test.afterEach(async () => {
  for (const each of disarm) await each();
  disarm = [];
});

async function arm({ azureUrl }: Slipway, fault: string, match: string, times?: number): Promise<void> {
  const body = JSON.stringify({ fault, match, times });
  const armed = await fetch(`${azureUrl}/_local-azure/faults`, { method: 'POST', body });
  const { id } = await armed.json();
  disarm.push(() => fetch(`${azureUrl}/_local-azure/faults/${id}`, { method: 'DELETE' }));
}

/** Starts a provision once Azure has ended whatever the run before has left behind; `between` plan and run. */
async function provision(page: Page, slipway: Slipway, between?: () => Promise<void>): Promise<void> {
  await expect
    .poll(async () => [...(await statesOf(slipway, APPS)), ...(await statesOf(slipway, ENVIRONMENTS))], {
      timeout: RUN_TIMEOUT_MS,
    })
    .not.toContain('InProgress');
  await page.goto(`/projects/${slipway.project}/provision`);
  await makePlan(page);
  await between?.();
  await page.getByRole('button', { name: 'Provision' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Provision' }).click();
  await page.waitForURL('**/runs/*');
}

async function statesOf({ azureUrl }: Slipway, path: string): Promise<string[]> {
  const answer = await fetch(`${azureUrl}${path}`);
  const { value }: { value: { properties: { provisioningState: string } }[] } = await answer.json();
  return value.map(({ properties }) => properties.provisioningState);
}

/** Waits, beside Slipway, until Azure has ended the run's deployment so. */
async function untilDeploymentIs(page: Page, { azureUrl }: Slipway, state: string): Promise<void> {
  const name = `slipway-${page.url().split('/').at(-1)}`;
  const look = async () => {
    const answer = await fetch(`${azureUrl}${DEPLOYMENTS}`);
    const { value }: { value: { name: string; properties: { provisioningState: string } }[] } =
      await answer.json();
    return value.find((each) => each.name === name)?.properties.provisioningState;
  };
  await expect.poll(look, { timeout: RUN_TIMEOUT_MS, intervals: [100] }).toBe(state);
}

async function cancelRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
}

const says = (page: Page, text: string) =>
  expect(page.getByText(text)).toBeVisible({ timeout: RUN_TIMEOUT_MS });

/** Slipway hears of its deployment's end some seconds late, in which the cancel comes. */
const hearsLate = (slipway: Slipway) => arm(slipway, 'late', '/deployments/slipway-');

test('a cancel that comes when everything has been made says so, and the run succeeds', async ({
  page,
  slipway,
}) => {
  await provision(page, slipway, () => hearsLate(slipway));
  await untilDeploymentIs(page, slipway, 'Succeeded');
  await cancelRun(page);
  await says(page, 'The cancel came too late: everything had been made already.');
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
});

test("a cancel that comes when the deployment has failed says so, with Azure's reason", async ({
  page,
  slipway,
}) => {
  await provision(page, slipway, async () => {
    await hearsLate(slipway);
    await arm(slipway, 'denied', '/containerApps/');
  });
  await untilDeploymentIs(page, slipway, 'Failed');
  await cancelRun(page);
  await says(page, 'The cancel came too late: the deployment had failed already.');
  await expect(page.getByText('Failed', { exact: true }).first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(page.getByText('AuthorizationFailed').first()).toBeVisible();
});

test('a cancel that Azure does not take is said so while the run goes on, and the next one ends it', async ({
  page,
  slipway,
}) => {
  await provision(page, slipway);
  await expect(page.getByText('Creating', { exact: true }).first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await arm(slipway, 'denied', `slipway-${page.url().split('/').at(-1)}/cancel`, 1);
  await cancelRun(page);
  await says(page, 'Azure did not take the request to cancel.');
  await cancelRun(page);
  await says(page, 'Cancelled as asked.');
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);

  // Whoever has the link is told the same.
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create a link' }).click();
  const link = page.getByRole('dialog').getByRole('status').getByRole('link');
  await page.goto((await link.getAttribute('href')) ?? '');
  await expect(page.getByText('Unfinished').first()).toBeVisible();
  await expect(page.getByText('Creating', { exact: true })).toHaveCount(0);
  await expect(page.getByText('(cancelled)')).toHaveCount(1);
  await expect(page.getByText('(failed)')).toHaveCount(0);
});

test('a cancel that Azure takes and does not carry out in time says that it is still at work, and how to look', async ({
  page,
  slipway,
}) => {
  await provision(page, slipway, async () => {
    await arm(slipway, 'cancel-ignored', '/deployments/slipway-');
    await arm(slipway, 'slow', '/managedEnvironments/');
    await arm(slipway, 'slow', '/containerApps/');
  });
  await expect(page.getByText('Creating', { exact: true }).first()).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await cancelRun(page);
  await says(page, 'Cancelled here; Azure is still stopping.');
  await expect(page.getByText(/az deployment group show/).first()).toBeVisible();
});
