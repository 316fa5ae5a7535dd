import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { makePlan } from './plan-steps.ts';
import { readRunLog, runIdOf } from './run-log.ts';

test.use({ suite: 'two-people' });

/** Plans, and gets as far as the question that only has to be answered. */
async function getReady(page: Page, project: string): Promise<void> {
  await page.goto(`/projects/${project}/provision`);
  await makePlan(page);
  await page.getByRole('button', { name: 'Provision' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Provision' })).toBeVisible();
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Provision' }).click();
  await page.waitForURL('**/runs/*');
}

test('two people who press Provision at the same moment watch one run, and one of them hears that it was under way', async ({
  page,
  browser,
  slipway,
}) => {
  const context = await browser.newContext({ baseURL: slipway.url });
  const other = await context.newPage();
  await getReady(page, slipway.project);
  await getReady(other, slipway.project);
  const listRuns = async () => (await page.request.get(`/api/v1/projects/${slipway.project}/runs`)).json();
  const before = await listRuns();
  await Promise.all([confirm(page), confirm(other)]);

  const runId = runIdOf(page.url());
  expect(runIdOf(other.url())).toBe(runId);
  const both = [page, other];
  for (const each of both) await expect(each.getByText('Creating', { exact: true }).first()).toBeVisible();
  const joined = await Promise.all(both.map((each) => each.getByText('under way already').count()));
  expect(joined.sort()).toEqual([0, 1]);
  for (const each of both) await expect(each.getByText('The resources are there')).toBeVisible();

  expect(await listRuns()).toEqual([expect.objectContaining({ id: runId, status: 'succeeded' }), ...before]);
  const events = await readRunLog(page.request, runId);
  expect(events.filter(({ type }) => type === 'run.started')).toHaveLength(1);
  await context.close();
});
