import { expect, test } from './fixtures.ts';
import { planAndProvision } from './plan-steps.ts';
import { type LoggedEvent, readRunLog, runIdOf } from './run-log.ts';

test.use({ suite: 'provision-crash' });

/** Distinct, in order: what is told twice makes the list shorter. */
const distinct = <T>(list: T[]): T[] => [...new Set(list)];

function resourceRows(events: LoggedEvent[]): string[] {
  return events.flatMap(({ type, id, state }) => (type === 'resource.changed' ? [`${id} ${state}`] : []));
}

test('a provision outlives the dashboard, which is killed in the middle: the page finds back to it, and the log is whole', async ({
  page,
  slipway,
}) => {
  await page.goto(`/projects/${slipway.project}/provision`);
  await planAndProvision(page);
  await expect(page.getByText('Creating', { exact: true }).first()).toBeVisible();

  await slipway.crash();
  await expect(page.getByText('Connection lost, reconnecting…')).toBeVisible();
  await slipway.restart();
  // The page was not touched: it finds its way back to the run by itself.
  await expect(page.getByText('The resources are there')).toBeVisible();
  await expect(page.getByText('Connection lost, reconnecting…')).toHaveCount(0);

  const runId = runIdOf(page.url());
  const events = await readRunLog(page.request, runId);
  expect(events.filter(({ type }) => type === 'run.started')).toHaveLength(2);
  const finished = events.flatMap(({ type, step }) => (type === 'step.finished' ? [step] : []));
  expect(finished).toEqual(['check', 'submit', 'follow', 'record']);

  const rows = resourceRows(events);
  expect(rows).toEqual(distinct(rows));
  const ids = distinct(rows.map((row) => row.split(' ')[0]));
  expect(ids.filter((id) => !rows.includes(`${id} succeeded`))).toEqual([]);
  await expect(page.getByText('Ready', { exact: true })).toHaveCount(ids.length);
});
