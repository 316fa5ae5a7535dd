import { expect, test } from 'vitest';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { readUsualDowntimes } from '@/lib/deployment/operate/usual-downtimes';
import { appendEvents, createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';

withTempData();

async function restarted(project: string, way: RestartWay | undefined, downtimeMs?: number) {
  const { runId } = await createRun({ project, kind: 'restart', input: {} });
  await appendEvents(runId, [
    { type: 'step.finished', step: 'restart', result: { ...(way && { way }), revisionName: 'app--one' } },
  ]);
  if (downtimeMs === undefined) await appendEvents(runId, [{ type: 'run.finished', status: 'cancelled' }]);
  else {
    await appendEvents(runId, [
      { type: 'step.finished', step: 'ready', result: { downtimeMs } },
      { type: 'run.finished', status: 'succeeded', result: {} },
    ]);
  }
}

test('the usual downtime of a way is the median of the runs of the project that came up again', async () => {
  expect(await readUsualDowntimes('mine')).toEqual({});
  for (const downtimeMs of [1_000, 3_000, 50_000]) await restarted('mine', 'restart', downtimeMs);
  await restarted('mine', 'stop-start', 9_000);
  await restarted('mine', 'new-revision');
  await restarted('mine', undefined, 7);
  await restarted('other', 'restart', 1);
  expect(await readUsualDowntimes('mine')).toEqual({ restart: 3_000, 'stop-start': 9_000 });
});
