import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { armClientOptions, getCredential } from '@/lib/azure/cloud';
import { getDeployment } from '@/lib/azure/deployments';
import { deploymentOf } from '@/lib/provisioning/deployment-address';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import { readTemplate } from '@/lib/provisioning/template';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { recordedRun } from '@/tests/recorded-run';
import { withTempData } from '@/tests/temp-data';

withTempData();

/** Slow enough to be met at work. */
const SOME_PACE = 0.5;
const AZURE_TIMEOUT_MS = 60_000;
const { subscriptionId, resourceGroup } = sample;

type Run = Awaited<ReturnType<typeof recordedRun>>;

/** Somebody else's deployment of what this run would deploy, running by the time this resolves. */
async function deployElsewhere({ context }: Run, name: string): Promise<void> {
  const client = new DeploymentsClient(getCredential(), subscriptionId, armClientOptions());
  const values = await deploymentParameters(context.project, context.input, context.input.parameters);
  const parameters = Object.entries(values).map(([key, value]) => [key, { value }]);
  await client.deployments
    .createOrUpdate(resourceGroup, name, {
      properties: {
        template: await readTemplate(context.project),
        parameters: Object.fromEntries(parameters),
        mode: 'Incremental',
      },
    })
    .submitted();
}

describe('a deployment of somebody else', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  let port: number;
  beforeAll(async () => {
    ({ port } = await startLocalAzure({ onEnd, pace: SOME_PACE }));
  });

  it('of the same name is named by the run that meets it, with when it began, and is not taken for its own', async () => {
    const run = await recordedRun({ acaAppName: 'app-twice', acaEnvironmentName: 'env-twice' });
    const at = deploymentOf(run.context.runId, run.context.input);
    await deployElsewhere(run, at.name);
    const correlationId = (await getDeployment(at))?.correlationId;
    await expect(run.carryOut()).rejects.toMatchObject({
      kind: 'conflict',
      info: {
        code: 'DeploymentActive',
        message: expect.stringMatching(
          new RegExp(
            `^The deployment ${at.name} \\(Azure does not say by whom, last heard of at 20.*Z, correlation id ${correlationId}\\) is still running\\.$`,
          ),
        ),
        action: expect.stringContaining(`az deployment group wait --created`),
      },
    });
  });

  it('that changes the same resource is named by the run that fails of it', async () => {
    const names = { acaAppName: 'app-both', acaEnvironmentName: 'env-both' };
    const theirs = await recordedRun(names);
    const ours = await recordedRun(names);
    await deployElsewhere(theirs, 'theirs');
    const isAtWork = async () => {
      const state = await getDeployment({ subscriptionId, resourceGroup, name: 'theirs' });
      expect(state?.status).toBe('running');
    };
    await vi.waitFor(isAtWork);
    await expect(ours.carryOut()).rejects.toMatchObject({
      kind: 'conflict',
      info: {
        code: expect.stringMatching(/OperationInProgress$|^Conflict$/),
        message: expect.stringMatching(/In the resource group there is running: theirs \(/),
        action: expect.stringContaining('--name theirs`'),
      },
    });
  });

  it('that Slipway runs for another project says so', async () => {
    const names = { acaAppName: 'app-shared', acaEnvironmentName: 'env-shared' };
    const stop = new AbortController();
    const theirs = await recordedRun(names);
    theirs.context.signal = stop.signal;
    const first = theirs.carryOut().catch(() => 'stopped');
    const at = deploymentOf(theirs.context.runId, theirs.context.input);
    await vi.waitFor(async () => expect((await getDeployment(at))?.status).toBe('running'), AZURE_TIMEOUT_MS);
    const ours = await recordedRun(names);
    await expect(ours.carryOut()).rejects.toMatchObject({
      info: { message: expect.stringContaining(`by Slipway for the project ${theirs.context.project.id}`) },
    });
    stop.abort();
    await first;
  });

  it('that Azure tells of, and does not list, leaves Azure’s own words', async () => {
    const run = await recordedRun();
    await fetch(`http://127.0.0.1:${port}/_local-azure/faults`, {
      method: 'POST',
      body: JSON.stringify({ fault: 'conflict', match: `slipway-${run.context.runId}`, times: 1 }),
    });
    await expect(run.carryOut()).rejects.toMatchObject({
      info: {
        code: 'DeploymentActive',
        message: expect.stringMatching(/previous deployment from '.*' is still active/),
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
  });
});
