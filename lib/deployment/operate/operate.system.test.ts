import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Project } from '@/lib/config/projects';
import { getEndpointState } from '@/lib/deployment/endpoint';
import { readApp } from '@/lib/deployment/operate/read-app';
import { restart } from '@/lib/deployment/operate/restart-definition';
import { scale } from '@/lib/deployment/operate/scale-definition';
import { start } from '@/lib/deployment/operate/start-definition';
import { stop } from '@/lib/deployment/operate/stop-definition';
import { wake } from '@/lib/deployment/operate/wake-definition';
import type { RunDefinition } from '@/lib/runs/step';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, provisionedProject, quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';

withTempData();

const STATE_TIMEOUT_MS = 120_000;
const TEST_TIMEOUT_MS = 4 * STATE_TIMEOUT_MS;
const LITTLE_APP = join(process.cwd(), 'tests/fixtures/little_app.py');

const onEnd = afterSuite();
let project: Project;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
  // An app that is not needed goes at once, not after minutes.
  const template = (await quickTemplate()).replace(/"scale":\s*\{/, '"scale": { "cooldownPeriod": 1,');
  const parameters = {
    defaultCommands: { value: [`exec python3 ${LITTLE_APP}`] },
    maximumInstanceCount: { value: 1 },
    gpuProfile: { value: 'Consumption' },
  };
  const files = { [TEMPLATE]: template, [PARAMETERS]: JSON.stringify({ parameters }) };
  project = await provisionedProject(files, onEnd);
}, TEST_TIMEOUT_MS);

/** Admits a run as its start does, and carries it out. */
async function carryOut<Input>(definition: RunDefinition<Input>, input: Input) {
  await definition.admit?.(project, input);
  const run = bareRun(definition, project, input);
  await run.carryOut();
  return run;
}

const reaches = (state: string) =>
  vi.waitFor(async () => expect(await readApp(project)).toMatchObject({ state }), {
    timeout: STATE_TIMEOUT_MS,
    interval: 250,
  });

const tells = (state: string) =>
  vi.waitFor(async () => expect(await getEndpointState(project)).toMatchObject({ state }), {
    timeout: STATE_TIMEOUT_MS,
    interval: 250,
  });

describe('an app', { timeout: TEST_TIMEOUT_MS }, () => {
  it('that is stopped runs no replica and says so; started again, it answers', async () => {
    await reaches('running');
    await expect(carryOut(start, {})).rejects.toMatchObject({ info: { code: 'app_not_stopped' } });

    await carryOut(stop, {});
    expect(await readApp(project)).toMatchObject({ state: 'stopped', replicas: { total: 0 } });
    await tells('stopped');
    await expect(carryOut(stop, {})).rejects.toMatchObject({ info: { code: 'app_already_stopped' } });
    await expect(carryOut(wake, {})).rejects.toMatchObject({ info: { code: 'app_stopped' } });

    const { lines } = await carryOut(start, {});
    expect(lines.join('\n')).toContain('The model answers');
    expect(await readApp(project)).toMatchObject({ state: 'running', replicas: { ready: 1 } });
    await tells('ready');
  });

  it.each(['restart', 'new-revision', 'stop-start'] as const)(
    'gets new replicas that answer by way of %s',
    async (way) => {
      const before = await readApp(project);
      const { context, lines } = await carryOut(restart, { way });
      const after = await readApp(project);
      expect(context.results.restart).toMatchObject({ way, revisionName: after.revisionName });
      expect(context.results.ready?.downtimeMs).toBeGreaterThanOrEqual(0);
      expect(after.revisionName === before.revisionName).toBe(way !== 'new-revision');
      expect(lines.join('\n')).toContain('The model answers');
    },
  );

  it('makes one revision, however often a run that makes it is begun anew', async () => {
    const { context } = bareRun(restart, project, { way: 'new-revision' });
    const [, step] = restart.steps;
    const first = await step?.run(context);
    const second = await step?.run(context);
    expect(second?.revisionName).toBe(first?.revisionName);
    await reaches('running');
  });

  it('takes another scale in a revision of its own, and the same one in none', async () => {
    const before = await readApp(project);
    await carryOut(scale, { minReplicas: 2, maxReplicas: 3 });
    const after = await readApp(project);
    expect(after).toMatchObject({ state: 'running', scale: { minReplicas: 2, maxReplicas: 3 } });
    expect(after.revisionName).not.toBe(before.revisionName);

    const { context } = await carryOut(scale, { minReplicas: 2, maxReplicas: 3 });
    expect(context.results.scale).toEqual({ unchanged: true });
    expect((await readApp(project)).revisionName).toBe(after.revisionName);
  });

  it('that may go to zero does so when nobody asks it, whoever looks at it meanwhile, and is woken', async () => {
    await carryOut(scale, { minReplicas: 0, maxReplicas: 1 });
    // Looks at the endpoint, four a second here, must not keep it awake.
    await tells('scaled-to-zero');
    expect(await readApp(project)).toMatchObject({ state: 'scaled-to-zero', replicas: { total: 0 } });

    const { lines } = await carryOut(wake, {});
    expect(lines.join('\n')).toContain('The model answers');
  });
});
