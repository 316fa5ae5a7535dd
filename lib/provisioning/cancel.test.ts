import { beforeAll, describe, expect, it, vi } from 'vitest';
import { getDeployment } from '@/lib/azure/deployments';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { cancelProvisioning } from '@/lib/provisioning/cancel';
import { provision } from '@/lib/provisioning/definition';
import { deploymentOf } from '@/lib/provisioning/deployment-address';
import { provisionInputSchema } from '@/lib/provisioning/input';
import type { RunEventData } from '@/lib/runs/events';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

/** Slow enough to be asked in the middle. */
const SOME_PACE = 0.3;
const AZURE_TIMEOUT_MS = 60_000;
const { subscriptionId, resourceGroup } = sample;

async function runOf(acaAppName: string, signal?: AbortSignal) {
  const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
  const parameters = { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1, acaAppName };
  const input = provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
  return bareRun(provision, project, input, signal);
}

type Run = Awaited<ReturnType<typeof runOf>>;

/** The first steps of a run, broken off as soon as the resources move. */
async function brokenOff(app: string): Promise<Run> {
  const stop = new AbortController();
  const run = await runOf(app, stop.signal);
  const { emit } = run.context;
  run.context.emit = async (event) => {
    await emit(event);
    if (event.type === 'resource.changed') stop.abort(new Error('told to stop'));
  };
  await expect(run.carryOut()).rejects.toThrow('told to stop');
  return run;
}

/** As the worker asks a definition: with the run's results and a fresh signal. */
async function cancel({ context }: Run, stopWaitMs?: number) {
  const events: RunEventData[] = [];
  const fresh = {
    ...context,
    signal: new AbortController().signal,
    emit: async (event: RunEventData) => void events.push(event),
  };
  const end = await cancelProvisioning(fresh, deploymentOf(context.runId, context.input), stopWaitMs);
  return { end, events };
}

/** Does what the worker does with `go-on`: the steps that are left, under a fresh signal. */
function goOn({ context }: Run) {
  const rest = bareRun(provision, context.project, context.input);
  Object.assign(rest.context, { runId: context.runId, results: context.results });
  return { rest, ended: rest.carryOut() };
}

describe('what comes of a cancel', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  let port: number;
  beforeAll(async () => {
    ({ port } = await startLocalAzure({ onEnd, pace: SOME_PACE }));
  });
  const arm = (fault: string, match: string) =>
    fetch(`http://127.0.0.1:${port}/_local-azure/faults`, {
      method: 'POST',
      body: JSON.stringify({ fault, match, times: 1 }),
    });

  it('cancelled, when nothing had been started in Azure', async () => {
    expect(await cancel(await runOf('app-early'))).toEqual({
      end: 'ended',
      events: [{ type: 'run.cancel-outcome', outcome: 'cancelled' }],
    });
  });

  const ended = ({ context }: Run) => {
    const at = deploymentOf(context.runId, context.input);
    const look = async () => expect(await getDeployment(at)).toMatchObject({ status: 'succeeded' });
    return vi.waitFor(look, AZURE_TIMEOUT_MS);
  };

  it('too late and succeeded: the run goes on and records what there is', async () => {
    const run = await brokenOff('app-made');
    await ended(run);
    expect(await cancel(run)).toEqual({
      end: 'go-on',
      events: [{ type: 'run.cancel-outcome', outcome: 'too-late-succeeded' }],
    });
    await goOn(run).ended;
    expect(await readInferenceConfig(run.context.project)).toMatchObject({ ACA_APP_NAME: 'app-made' });
  });

  it("too late and failed: the run ends with Azure's error", async () => {
    const run = await runOf('app-fault-quota');
    const error = { code: 'ContainerAppQuotaExceeded' };
    await expect(run.carryOut()).rejects.toMatchObject({ info: error });
    expect(await cancel(run)).toMatchObject({
      end: 'go-on',
      events: [{ type: 'run.cancel-outcome', outcome: 'too-late-failed', error }],
    });
    await expect(goOn(run).ended).rejects.toMatchObject({ info: error });
  });

  it('still pending, when Azure has taken the request and does not stop in time', async () => {
    const run = await brokenOff('app-pending');
    await arm('cancel-ignored', run.context.runId);
    expect(await cancel(run, 0)).toMatchObject({
      end: 'ended',
      events: [
        {
          outcome: 'still-pending',
          error: { action: expect.stringContaining(`--name slipway-${run.context.runId}`) },
        },
      ],
    });
    // And so it was: Azure went on.
    await ended(run);
  });

  it('request failed: the run goes on to its end, and can be asked again', async () => {
    const run = await brokenOff('app-goes-on');
    await arm('denied', `slipway-${run.context.runId}/cancel`);
    expect(await cancel(run)).toMatchObject({
      end: 'go-on',
      events: [{ outcome: 'request-failed', error: { code: 'AuthorizationFailed' } }],
    });
    await goOn(run).ended;
    expect(await cancel(run)).toMatchObject({ events: [{ outcome: 'too-late-succeeded' }] });
  });
});
