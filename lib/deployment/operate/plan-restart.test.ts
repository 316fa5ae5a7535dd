import { describe, expect, it } from 'vitest';
import { compareWays, planRestart } from '@/lib/deployment/operate/plan-restart';
import type { RestartWay, SecondGpu } from '@/lib/deployment/operate/restart-plan';
import type { AppState } from '@/lib/deployment/operate/rules';
import { startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';

withTempData();

const facts = { state: 'running', revisionMode: 'single', secondGpu: 'free', usualMs: {} } as const;
const signal = new AbortController().signal;

function parametersOn(gpuProfile: string, maximumInstanceCount: number) {
  const parameters = {
    defaultCommands: { value: ['sleep infinity'] },
    maximumInstanceCount: { value: maximumInstanceCount },
    gpuProfile: { value: gpuProfile },
  };
  return { [PARAMETERS]: JSON.stringify({ parameters }) };
}

describe('comparing the ways', () => {
  it.each<[AppState, SecondGpu, RestartWay | null]>([
    ['running', 'free', 'restart'],
    ['running', 'not-needed', 'restart'],
    ['running', 'unknown', 'restart'],
    ['running', 'taken', 'stop-start'],
    ['failed', 'taken', 'stop-start'],
    ['stopped', 'taken', 'stop-start'],
    ['scaled-to-zero', 'taken', 'restart'],
    ['inactive', 'taken', 'restart'],
    ['changing', 'free', null],
  ])('of an app that is %s, with a second GPU %s, recommends %s', (state, secondGpu, recommended) => {
    expect(compareWays({ ...facts, state, secondGpu })).toMatchObject({ recommended });
  });

  it('tells what each needs, and how long the app has usually not answered', () => {
    const { ways } = compareWays({ ...facts, secondGpu: 'taken', usualMs: { restart: 4_000 } });
    expect(ways).toMatchObject([
      { way: 'restart', legal: true, secondGpu: 'taken', downtimeMs: 4_000 },
      { way: 'new-revision', legal: true, secondGpu: 'taken', downtimeMs: null },
      { way: 'stop-start', legal: true, secondGpu: 'not-needed', downtimeMs: null },
    ]);
    expect(ways[0]?.why).toContain('There is no second GPU for that');
  });

  it('says of one that is not possible why, and what to do', () => {
    const { ways } = compareWays({ ...facts, state: 'stopped' });
    expect(ways[0]).toMatchObject({ legal: false, why: expect.stringContaining('Start the app first.') });
  });
});

describe('planning a restart', () => {
  it('is refused for a project that has no app', async () => {
    const project = { id: 'none', root: '/nowhere' };
    await expect(planRestart(project, signal)).rejects.toMatchObject({ info: { code: 'not_provisioned' } });
  });

  it.each([
    ['the only GPU of an environment is in use', 'Consumption-GPU-NC8as-T4', 1, 'taken', 'stop-start'],
    ['the only node of a profile is in use', 'NC24-A100', 1, 'taken', 'stop-start'],
    ['a profile may have another node', 'NC24-A100', 2, 'free', 'restart'],
    ['the app has no GPU', 'Consumption', 1, 'not-needed', 'restart'],
  ])('finds that %s', async (_, profile, nodes, secondGpu, recommended) => {
    const azure = await startLocalAzure();
    const project = await provisionedProject(parametersOn(profile, nodes));
    const plan = await planRestart(project, signal);
    expect(plan).toMatchObject({ recommended, ways: [{ way: 'restart', legal: true, secondGpu }, {}, {}] });

    if (secondGpu !== 'free') return;
    // Another node is no use where the region has no GPU left for it.
    const armed = await fetch(`http://127.0.0.1:${azure.port}/_local-azure/faults`, {
      method: 'POST',
      body: JSON.stringify({ fault: 'quota', match: 'SubscriptionNCA100Gpus' }),
    });
    expect(armed.status).toBe(201);
    expect(await planRestart(project, signal)).toMatchObject({ recommended: 'stop-start' });
  });
});
