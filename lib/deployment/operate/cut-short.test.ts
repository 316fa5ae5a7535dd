import { expect, it } from 'vitest';
import { readOperatedApp, startContainerApp, stopContainerApp } from '@/lib/azure/operate-app';
import { restart } from '@/lib/deployment/operate/restart-definition';
import type { RestartWay } from '@/lib/deployment/operate/restart-plan';
import { start } from '@/lib/deployment/operate/start-definition';
import { stop } from '@/lib/deployment/operate/stop-definition';
import { readTarget } from '@/lib/deployment/target';
import type { RunDefinition, StepResult } from '@/lib/runs/step';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';

withTempData();
const onEnd = afterSuite();

/** An app of its own for each, as they leave it in different states. */
async function provisioned() {
  await startLocalAzure({ onEnd });
  const project = await provisionedProject({}, onEnd);
  return { project, at: (await readTarget(project)).app };
}

/** Cancels a run that has got as far as these results tell. */
async function cancel<Input>(
  definition: RunDefinition<Input>,
  project: { id: string; root: string },
  input: Input,
  results: Record<string, StepResult>,
) {
  const { context, events } = bareRun(definition, project, input);
  Object.assign(context.results, results);
  const ended = await definition.cancelled?.(context);
  return { ended, events };
}

const restartBy = (way: RestartWay) => ({ way });

it('a stop that Azure had done is told to have come too late, and one that had not begun to be cancelled', async () => {
  const { project, at } = await provisioned();
  expect(await cancel(stop, project, {}, {})).toEqual({
    ended: 'ended',
    events: [{ type: 'run.cancel-outcome', outcome: 'cancelled' }],
  });
  await stopContainerApp(at);
  expect(await cancel(stop, project, {}, { check: {} })).toEqual({
    ended: 'go-on',
    events: [{ type: 'run.cancel-outcome', outcome: 'too-late-succeeded' }],
  });

  // What this run has not stopped stays stopped.
  await cancel(restart, project, restartBy('restart'), { check: {} });
  expect(await readOperatedApp(at)).toMatchObject({ stopped: true });

  const { ended, events } = await cancel(restart, project, restartBy('stop-start'), { check: {} });
  expect(ended).toBe('ended');
  expect(events).toEqual([
    expect.objectContaining({ type: 'notice', message: expect.stringContaining('started again') }),
    { type: 'run.cancel-outcome', outcome: 'cancelled' },
  ]);
  expect(await readOperatedApp(at)).toMatchObject({ stopped: false });

  await stopContainerApp(at);
  await cancel(restart, project, restartBy('stop-start'), { check: {}, restart: {} });
  expect(await readOperatedApp(at)).toMatchObject({ stopped: true });
  await startContainerApp(at);
});

it('a stop or a start that was cut off and is done again finds what it had done', async () => {
  const { project, at } = await provisioned();
  const [, stopStep] = stop.steps;
  const stopping = bareRun(stop, project, {});
  await stopStep?.run(stopping.context);
  await stopStep?.run(stopping.context);
  expect(stopping.lines.at(-1)).toBe('The app is stopped already.');
  expect(await readOperatedApp(at)).toMatchObject({ stopped: true });

  const [, startStep] = start.steps;
  const starting = bareRun(start, project, {});
  const first = await startStep?.run(starting.context);
  const second = await startStep?.run(starting.context);
  expect(second?.revisionName).toBe(first?.revisionName);
  expect(starting.lines).toEqual([`Starting the app ${at.appName}.`]);
});
