import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { clientsOf, SUBSCRIPTION } from '../emulator/tests/start-emulator.ts';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { endChildren } from '../scripts/lib/children.mjs';
import { prepareSlipway } from '../scripts/lib/soak/slipway.mjs';
import { median, secondsOf } from './load.ts';
import { report, rounded } from './report.ts';

// What a provision adds to the time that Azure takes: the same template, once by Slipway and once by the official SDK alone,
// in turns, each into a group of its own, so that everything is made anew.
const REPETITIONS = 5;
const MS_PER_SECOND = 1000;
/** The SDK waits 2 s between its looks unless told otherwise; it is to be as fast as it can. */
const QUICK = { updateIntervalInMs: 50 };
const ADDED_BAR_MS = 1500;
const PARAMETERS = {
  defaultCommands: ['sleep infinity'],
  maximumInstanceCount: 1,
  containerImage: 'docker.io/library/python:3.12-slim',
};

const home = await mkdtemp(join(tmpdir(), 'bench-b5-'));
try {
  await ensureBuilt();
  const slipway = await prepareSlipway(home);
  slipway.dashboard.launch();
  await slipway.dashboard.ready();
  const { resources, deployments } = clientsOf(() => slipway.azureUrl);
  const template = JSON.parse(await readFile('infra/provision/inference.json', 'utf8'));

  const bySdk = async (group: string) => {
    const properties = { mode: 'Incremental' as const, template, parameters: asParameters(PARAMETERS) };
    const poller = deployments.deployments.createOrUpdate(group, 'by-sdk', { properties }, QUICK);
    await poller.pollUntilDone();
    return 'by-sdk';
  };
  const bySlipway = async (group: string) => {
    const target = { subscriptionId: SUBSCRIPTION, resourceGroup: group, parameters: PARAMETERS };
    const { id: planId } = await slipway.call('/api/v1/projects/soak/plan', target);
    const input = { ...target, planId, despiteFailures: true };
    let runId = '';
    const seconds = await secondsOf(async () => {
      ({ runId } = await slipway.call('/api/v1/projects/soak/runs', { kind: 'provision', input }));
      await ended(await slipway.events(runId));
    });
    return { deployment: `slipway-${runId}`, seconds };
  };
  const timeOf = async (group: string, name: string) => {
    const { properties } = await deployments.deployments.get(group, name);
    return msOf(z.string().parse(properties?.duration));
  };

  const [sdkMs, slipwayMs, addedMs]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 1; turn <= REPETITIONS; turn++) {
    const [theirs, ours] = [`rg-b5-sdk-${turn}`, `rg-b5-slipway-${turn}`];
    for (const group of [theirs, ours])
      await resources.resourceGroups.createOrUpdate(group, { location: 'eastus' });
    sdkMs.push((await secondsOf(() => bySdk(theirs))) * MS_PER_SECOND);
    const { deployment, seconds } = await bySlipway(ours);
    slipwayMs.push(seconds * MS_PER_SECOND);
    addedMs.push(seconds * MS_PER_SECOND - (await timeOf(ours, deployment)));
    // The quota of the region has no room for all of them.
    for (const group of [theirs, ours]) await resources.resourceGroups.delete(group, QUICK);
  }
  const [sdk, own] = [median(sdkMs), median(slipwayMs)];
  await report('B5', [
    { name: 'provision by the official SDK alone', value: rounded(sdk), unit: 'ms' },
    { name: 'provision by Slipway', value: rounded(own), unit: 'ms' },
    { name: 'provision by Slipway', value: rounded(own / sdk), unit: '× official SDK' },
    { name: 'more than the official SDK takes', value: rounded(own - sdk), unit: 'ms', bar: ADDED_BAR_MS },
    {
      name: "more than Azure's own time of the deployment",
      value: rounded(median(addedMs)),
      unit: 'ms',
      bar: ADDED_BAR_MS,
    },
  ]);
} finally {
  await endChildren();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}

function asParameters(values: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

/** ARM writes ISO 8601 durations without days: PT1M2.5S. */
function msOf(duration: string): number {
  const [, minutes = 0, seconds = 0] = /^PT(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) * MS_PER_SECOND;
}
function ended(events: { type: string; status?: string }[]) {
  const end = events.at(-1);
  if (end?.type !== 'run.finished' || end.status !== 'succeeded')
    throw new Error(`The run came to ${JSON.stringify(end)}`);
}
