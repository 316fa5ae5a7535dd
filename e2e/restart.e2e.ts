import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';
import { readRunLog, runIdOf } from './run-log.ts';

test.use({ suite: 'restart' });

test('a provision goes on by itself when everything is stopped in the middle and started again', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('Creating').first()).toBeVisible();

  await slipway.restart();
  // The page was not touched: it finds its way back to the run by itself.
  await expect(page.getByText('The resources are there')).toBeVisible();

  const events = await readRunLog(page.request, runIdOf(page.url()));
  expect(events.filter(({ type }) => type === 'run.started')).toHaveLength(2);
});
