import { DeploymentsClient } from '@azure/arm-resourcesdeployments';
import { describe, expect, it, vi } from 'vitest';
import { armClientOptions, getCredential } from '@/lib/azure/cloud';
import { getDeployment } from '@/lib/azure/deployments';
import { getEnvironment } from '@/lib/azure/environments';
import { deploymentOf } from '@/lib/provisioning/deployment-address';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import { readTemplate } from '@/lib/provisioning/template';
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

/** A resource that a deployment works at is there, though not done. */
async function untilAtWork(environmentName: string): Promise<void> {
  const look = async () =>
    expect(await getEnvironment({ subscriptionId, resourceGroup, environmentName })).not.toBeNull();
  await vi.waitFor(look, AZURE_TIMEOUT_MS);
}

/** An Azure of the test's own: a deployment that another test left at work would be in the way. */
async function startAzure() {
  const { port } = await startLocalAzure({ pace: SOME_PACE });
  const arm = (fault: string, match: string) =>
    fetch(`http://127.0.0.1:${port}/_local-azure/faults`, {
      method: 'POST',
      body: JSON.stringify({ fault, match, times: 1 }),
    });
  return { arm };
}

describe('a deployment of somebody else', { timeout: AZURE_TIMEOUT_MS }, () => {
  it('of the same name is named by the run that meets it, with when it began, and is not taken for its own', async () => {
    await startAzure();
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
    const { arm } = await startAzure();
    const names = { acaAppName: 'app-both', acaEnvironmentName: 'env-both' };
    const theirs = await recordedRun(names);
    const ours = await recordedRun(names);
    // Theirs is the first at the environment, and keeps it for longer than ours takes to get there.
    await arm('slow', names.acaEnvironmentName);
    await deployElsewhere(theirs, 'theirs');
    await untilAtWork(names.acaEnvironmentName);
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
    const { arm } = await startAzure();
    const names = { acaAppName: 'app-shared', acaEnvironmentName: 'env-shared' };
    await arm('slow', names.acaEnvironmentName);
    const stop = new AbortController();
    const theirs = await recordedRun(names);
    theirs.context.signal = stop.signal;
    const first = theirs.carryOut().catch(() => 'stopped');
    await untilAtWork(names.acaEnvironmentName);
    const ours = await recordedRun(names);
    await expect(ours.carryOut()).rejects.toMatchObject({
      info: { message: expect.stringContaining(`by Slipway for the project ${theirs.context.project.id}`) },
    });
    stop.abort();
    await first;
  });

  it('that Azure tells of, and does not list, leaves Azure’s own words', async () => {
    const { arm } = await startAzure();
    const run = await recordedRun();
    await arm('conflict', `slipway-${run.context.runId}`);
    await expect(run.carryOut()).rejects.toMatchObject({
      info: {
        code: 'DeploymentActive',
        message: expect.stringMatching(/previous deployment from '.*' is still active/),
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
  });
});
