import { beforeAll, describe, expect, it } from 'vitest';
import { getDeployment } from '@/lib/azure/deployments';
import { provision } from '@/lib/provisioning/definition';
import { deploymentOf } from '@/lib/provisioning/deployment-address';
import { followDeployment } from '@/lib/provisioning/follow';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { recordedRun } from '@/tests/recorded-run';
import { withTempData } from '@/tests/temp-data';

withTempData();

const AZURE_TIMEOUT_MS = 60_000;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('following a deployment', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  beforeAll(async () => {
    await startLocalAzure({ onEnd });
  });

  it('bears that Azure does not find at once what it is about to have accepted', async () => {
    const run = await recordedRun({ acaAppName: 'app-appears' });
    const { context } = run;
    const at = deploymentOf(context.runId, context.input);
    const [check, submit] = provision.steps;
    context.results.check = (await check?.run(context)) ?? {};
    expect(await getDeployment(at)).toBeNull();

    const following = followDeployment(context, at);
    await submit?.run(context);
    expect(await following).toMatchObject({ ACA_APP_NAME: { value: 'app-appears' } });
  });

  it('hands on the id that support asks for, with the row and with the end', async () => {
    const run = await recordedRun({ acaAppName: 'app-fault-quota' });
    const error = { code: 'ContainerAppQuotaExceeded', correlationId: expect.stringMatching(GUID) };
    await expect(run.carryOut()).rejects.toMatchObject({ info: error });
    const rows = run.events.filter((event) => event.type === 'resource.changed' && event.state === 'failed');
    expect(rows).toMatchObject([{ name: 'app-fault-quota', error }]);
  });
});
