import { expect, test } from 'vitest';
import type { RunEventData } from '@/lib/runs/events';
import { appendEvents, createRun } from '@/lib/runs/store';
import { readUsualTimes } from '@/lib/runs/usual-times';
import { withTempData } from '@/tests/temp-data';

withTempData();

async function ended(status: 'succeeded' | 'cancelled', elapsedMs: number) {
  const { runId } = await createRun({ project: 'default', kind: 'provision', input: {} });
  const made: RunEventData = {
    type: 'resource.changed',
    id: '/app',
    resourceType: 'Microsoft.App/containerApps',
    name: 'app',
    state: 'succeeded',
    elapsedMs,
  };
  const result: RunEventData =
    status === 'succeeded' ? { type: 'run.finished', status, result: {} } : { type: 'run.finished', status };
  await appendEvents(runId, [made, result]);
  return runId;
}

test('what a resource usually takes is the median of the other runs that succeeded', async () => {
  const own = await ended('succeeded', 90_000);
  expect(await readUsualTimes(own)).toEqual({});
  for (const elapsedMs of [1_000, 3_000, 50_000]) await ended('succeeded', elapsedMs);
  await ended('cancelled', 1);
  expect(await readUsualTimes(own)).toEqual({ 'microsoft.app/containerapps': 3_000 });
});
