import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';

test.use({ suite: 'teardown' });

// An environment and an app come up and go down again.
const RUN_TIMEOUT_MS = 120_000;

test('what was made is listed first, deleted only once the project is typed out, and the rest stays', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/settings/teardown`);
  await expect(page.getByText('There is nothing to take down')).toBeVisible();

  await page.getByRole('link', { name: 'Go to Provision' }).click();
  await planAndProvision(page);
  await expect(page.getByText('The resources are there')).toBeVisible({ timeout: RUN_TIMEOUT_MS });

  await page.goto(`/projects/${slipway.project}/settings/teardown`);
  const list = page.getByRole('region', { name: 'To be deleted, in this order' });
  // By default everything but the app is what fine-tuning made.
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByText('aiacaappw3mc7', { exact: true })).toBeVisible();

  const go = page.getByRole('button', { name: 'Delete 1 resource' });
  await page.getByRole('textbox').fill('something else');
  await expect(go).toBeDisabled();
  await page.getByRole('textbox').fill(slipway.project);
  await go.click();

  await page.waitForURL('**/runs/*');
  await expect(page.getByText('The resources are gone')).toBeVisible({ timeout: RUN_TIMEOUT_MS });
  await expect(page.getByText('Deleted', { exact: true })).toBeVisible();
  await expect(page.getByText('Delete what Slipway made')).toBeVisible();

  await page.goto(`/projects/${slipway.project}/settings/teardown`);
  await expect(page.getByText('There is nothing to take down')).toBeVisible();
  await page.goto(`/projects/${slipway.project}/deploy`);
  await expect(page.getByText('There is nowhere to deploy to yet')).toBeVisible();
});
