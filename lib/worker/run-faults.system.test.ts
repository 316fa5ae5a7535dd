import { createServer } from 'node:net';
import { ResourceManagementClient } from '@azure/arm-resources';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { catalogue } from '@/lib/azure/catalogue/catalogue';
import { armClientOptions, getCredential } from '@/lib/azure/cloud';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { AppError, type ErrorInfo, toErrorInfo } from '@/lib/core/errors';
import { listCreatedResources } from '@/lib/provisioning/created-resources';
import { provision } from '@/lib/provisioning/definition';
import { checkConfig } from '@/lib/provisioning/manual/check-config';
import { teardown } from '@/lib/provisioning/teardown/definition';
import { surveyTeardown } from '@/lib/provisioning/teardown/survey';
import type { RunDefinition } from '@/lib/runs/step';
import { runSteps } from '@/lib/worker/run-steps';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { recordedRun } from '@/tests/recorded-run';
import { type BareRun, bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import type { FaultName } from '../../emulator/faults';

withTempData();

const FAULTS_TIMEOUT_MS = 120_000;
/** No step of these runs takes longer; one that does hangs, and is told by its name. */
const STEP_LIMIT_MS = 90_000;
const HANGING_LIMIT_MS = 300;
/** Nobody answered, so that Azure has no code for it. */
const OWN_CODES = ['azure_unreachable'];

/** What a step came to; the steps after one that failed are not begun. */
type Ends = Readonly<Record<string, 'done' | ErrorInfo>>;

async function endsOf<Input>(
  definition: RunDefinition<Input>,
  { context }: BareRun<Input>,
  limitMs = STEP_LIMIT_MS,
  before: (step: string) => Promise<void> = async () => {},
): Promise<Ends> {
  const ends: Record<string, 'done' | ErrorInfo> = {};
  for (const step of definition.steps) {
    await before(step.name);
    try {
      await runSteps({ ...definition, steps: [{ ...step, limitMs }] }, context);
      ends[step.name] = 'done';
    } catch (error) {
      ends[step.name] = toErrorInfo(error);
      if (!(error instanceof AppError)) throw error;
      break;
    }
  }
  return ends;
}

const allDone = ({ steps }: { steps: readonly { name: string }[] }): Ends =>
  Object.fromEntries(steps.map(({ name }) => [name, 'done']));

const onEnd = afterSuite();
let port: number;
beforeAll(async () => {
  ({ port } = await startLocalAzure({ onEnd }));
});

async function arm(fault: FaultName, match: string, times?: number): Promise<void> {
  const armed = await fetch(`http://127.0.0.1:${port}/_local-azure/faults`, {
    method: 'POST',
    body: JSON.stringify({ fault, match, times }),
  });
  expect(armed.status).toBe(201);
}

/** A region holds 15 environments, so that not all runs can be in one. */
async function runIn(resourceGroup: string, names: Record<string, string> = {}, location = 'eastus') {
  const client = new ResourceManagementClient(getCredential(), sample.subscriptionId, armClientOptions());
  await client.resourceGroups.createOrUpdate(resourceGroup, { location });
  return recordedRun(names, { resourceGroup, onEnd });
}

/** Begins all at once, since most of it is waiting; each test looks at its own. */
function startAll<Key extends string, T>(keys: readonly Key[], start: (key: Key) => Promise<T>) {
  const started = new Map<Key, Promise<T>>();
  beforeAll(() => {
    for (const key of keys) {
      const work = start(key);
      // Its own test tells of a failure.
      work.catch(() => {});
      started.set(key, work);
    }
  });
  return (key: Key): Promise<T> => started.get(key) ?? Promise.reject(new Error(`${key} was not started`));
}

const APPS = 'Microsoft.App/containerApps';
const ENVIRONMENTS = 'Microsoft.App/managedEnvironments';

type Refusal = { step: string; code: string; at?: string; names?: Record<string, string> };

/** Each fault that does not pass, at each step that it can strike, and what the run then ends with. */
const refusals: Readonly<Record<string, Refusal & { fault: FaultName }>> = {
  'check, throttled': { fault: 'throttled', step: 'check', code: 'SubscriptionRequestsThrottled' },
  'check, burst': { fault: 'burst', step: 'check', code: 'ServiceUnavailable' },
  'check, reset': { fault: 'reset', step: 'check', code: 'azure_unreachable' },
  'check, token-expired': { fault: 'token-expired', step: 'check', code: 'ExpiredAuthenticationToken' },
  'submit, throttled': { fault: 'throttled', step: 'submit', code: 'SubscriptionRequestsThrottled' },
  'submit, burst': { fault: 'burst', step: 'submit', code: 'ServiceUnavailable' },
  'submit, reset': { fault: 'reset', step: 'submit', code: 'azure_unreachable' },
  'submit, token-expired': { fault: 'token-expired', step: 'submit', code: 'ExpiredAuthenticationToken' },
  'submit, denied': { fault: 'denied', step: 'submit', code: 'AuthorizationFailed' },
  'submit, 500': { fault: '500', step: 'submit', code: 'InternalServerError' },
  'submit, conflict': { fault: 'conflict', step: 'submit', code: 'DeploymentActive' },
  'follow, token-expired': { fault: 'token-expired', step: 'follow', code: 'ExpiredAuthenticationToken' },
  'follow, denied': { fault: 'denied', step: 'follow', at: APPS, code: 'AuthorizationFailed' },
  'follow, 500': { fault: '500', step: 'follow', at: APPS, code: 'InternalServerError' },
  'follow, conflict': {
    fault: 'conflict',
    step: 'follow',
    at: APPS,
    code: 'ContainerAppOperationInProgress',
  },
  'follow, quota of environments': {
    fault: 'quota',
    step: 'follow',
    at: ENVIRONMENTS,
    code: 'MaxNumberOfRegionalEnvironmentsInSubExceeded',
  },
  'follow, quota of cores': {
    fault: 'quota',
    step: 'follow',
    at: APPS,
    code: 'ContainerAppQuotaExceeded',
  },
  'follow, no-profile': {
    fault: 'no-profile',
    step: 'follow',
    at: ENVIRONMENTS,
    code: 'WorkloadProfileInvalidType',
  },
  'follow, name-taken': {
    fault: 'name-taken',
    step: 'follow',
    names: { storageAccountName: 'faultnametaken7' },
    code: 'StorageAccountAlreadyTaken',
  },
  'follow, stuck': {
    fault: 'stuck',
    step: 'follow',
    at: ENVIRONMENTS,
    code: 'OperationTimedOut',
  },
};

/** In each of these runs each first request of a kind is struck, or the first ones of each step. */
const everywhere = ['throttled', 'reset', 'token-expired'] as const;
const atEachStep = ['burst', 'late'] as const;
const passing = [...everywhere, ...atEachStep];

const passed = startAll(passing, async (fault) => {
  const named = everywhere.some((each) => each === fault);
  const group = named ? `rg-fault-${fault}` : `rg-${fault}`;
  const strike = async () => {
    if (!named) await arm(fault, group, fault === 'burst' ? 2 : 1);
  };
  const run = await runIn(group);
  const provisioned = await endsOf(provision, run, STEP_LIMIT_MS, strike);
  const { project } = run.context;
  await strike();
  const config = await readInferenceConfig(project);
  const checks = config ? await checkConfig(config) : [];
  await strike();
  const ids = (await surveyTeardown(project)).remove.map(({ id }) => id);
  const takingDown = bareRun(teardown, project, { confirm: project.id, ids });
  return { provisioned, checks, tornDown: await endsOf(teardown, takingDown, STEP_LIMIT_MS, strike) };
});

const refused = startAll(Object.keys(refusals), async (name) => {
  const { fault, step, at, names } = refusals[name] ?? { fault: 'slow', step: '' };
  const group = `rg-${name.replaceAll(/[^a-z0-9]+/g, '-').replace('500', 'five')}`;
  const run = await runIn(group, names, 'westus3');
  const place = step === 'check' ? group : `slipway-${run.context.runId}`;
  // A resource is struck while it is being deployed, and the deployment begins with its submission.
  const armedAt = at ? 'submit' : step;
  return endsOf(provision, run, STEP_LIMIT_MS, async (now) => {
    if (now === armedAt && !names) await arm(fault, at ? `${group}/providers/${at}/` : place);
  });
});

const refusedTeardowns = ['denied', 'conflict', 'stuck'] as const;
const deletionRefusals = {
  denied: 'AuthorizationFailed',
  conflict: 'ContainerAppOperationInProgress',
  stuck: 'OperationTimedOut',
};
const notTornDown = startAll(refusedTeardowns, async (fault) => {
  const group = `rg-down-${fault}`;
  const run = await runIn(group);
  expect(await endsOf(provision, run)).toEqual(allDone(provision));
  const { project } = run.context;
  const ids = (await surveyTeardown(project)).remove.map(({ id }) => id);
  await arm(fault, `${group}/providers/${APPS}/`);
  const down = bareRun(teardown, project, { confirm: project.id, ids });
  const ends = await endsOf(teardown, down);
  const failed = down.events.find((event) => event.type === 'resource.changed' && event.state === 'failed');
  return {
    ends,
    failed,
    left: (await surveyTeardown(project)).remove.map(({ resourceType }) => resourceType),
  };
});

describe('what passes', { timeout: FAULTS_TIMEOUT_MS }, () => {
  it.each(passing)('%s: every step of a provision, a check and a teardown ends in success', async (fault) => {
    const { provisioned, checks, tornDown } = await passed(fault);
    expect({ provisioned, tornDown }).toEqual({
      provisioned: allDone(provision),
      tornDown: allDone(teardown),
    });
    // The app of these runs idles, so that it listens to nobody.
    const wrong = checks.filter(({ id, state }) => id !== 'listens' && state !== 'passed');
    expect([checks.length > 0, wrong]).toEqual([true, []]);
  });
});

describe('what does not pass', { timeout: FAULTS_TIMEOUT_MS }, () => {
  it.each(Object.entries(refusals))(
    '%s: ends with a reason that is explained',
    async (name, { step, code }) => {
      const ends = await refused(name);
      expect([Object.keys(ends).at(-1), ends[step]]).toMatchObject([step, { code }]);
      expect(OWN_CODES.includes(code) || Object.hasOwn(catalogue, code)).toBe(true);
    },
  );

  it.each(refusedTeardowns)('%s: a teardown says what is left, and deletes the rest', async (fault) => {
    const { ends, failed, left } = await notTornDown(fault);
    expect(failed).toMatchObject({ error: { code: deletionRefusals[fault] } });
    expect(ends).toMatchObject({ check: 'done', delete: { code: 'teardown_incomplete' } });
    expect(left).toContain(APPS);
    expect(left).not.toContain('Microsoft.OperationalInsights/workspaces');
  });
});

describe('an Azure that takes requests and answers none', { timeout: FAULTS_TIMEOUT_MS }, () => {
  let run: Awaited<ReturnType<typeof recordedRun>>;
  beforeAll(async () => {
    // What the steps after the first ones need: something made, and on record.
    run = await runIn('rg-silent');
    expect(await endsOf(provision, run)).toEqual(allDone(provision));
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    onEnd(() => void silent.close());
    const address = silent.address();
    vi.stubEnv('LOCAL_AZURE_PORT', typeof address === 'object' ? String(address?.port) : '');
  }, FAULTS_TIMEOUT_MS);

  it.each(provision.steps.map(({ name }) => name))('ends the step %s of a provision', async (name) => {
    const again = bareRun(provision, run.context.project, run.context.input);
    const { [name]: _, ...results } = run.context.results;
    again.context.results = results;
    expect(await endsOf(provision, again, HANGING_LIMIT_MS)).toMatchObject({ [name]: stopped(name) });
  });

  it('leaves a cancel unanswered, which is said so', async () => {
    const asked = bareRun(provision, run.context.project, run.context.input);
    asked.context.signal = AbortSignal.timeout(HANGING_LIMIT_MS);
    expect(await provision.cancelled?.(asked.context)).toBe('go-on');
    expect(asked.events).toMatchObject([{ outcome: 'request-failed', error: { code: 'azure_timeout' } }]);
  });

  it.each(['check', 'delete'])('ends the step %s of a teardown', async (name) => {
    const { project } = run.context;
    const ids = (await listCreatedResources(project)).map(({ id }) => id);
    const down = bareRun(teardown, project, { confirm: project.id, ids });
    if (name === 'delete') down.context.results.check = {};
    expect(await endsOf(teardown, down, HANGING_LIMIT_MS)).toMatchObject({ [name]: stopped(name) });
  });
});

function stopped(step: string) {
  return { code: 'step_timeout', message: expect.stringContaining(`"${step}"`) };
}
