import { beforeAll, describe, expect, it } from 'vitest';
import { listTags } from '@/lib/azure/resources';
import { surveyTeardown } from '@/lib/provisioning/teardown/survey';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate } from '@/tests/provisioned-project';
import { recordedRun } from '@/tests/recorded-run';
import { withTempData } from '@/tests/temp-data';

withTempData();

const AZURE_TIMEOUT_MS = 60_000;
const ENVIRONMENT = 'microsoft.app/managedenvironments/aienvw3mc7';
const ACCOUNT = 'microsoft.storage/storageaccounts/aistoragew3mc7';
const app = (name: string) => `microsoft.app/containerapps/${name}`;

type Run = Awaited<ReturnType<typeof recordedRun>>;
const tagsOf = ({ context }: Run) => ({
  'created-by': 'slipway',
  'slipway-project': context.project.id,
  'slipway-run': context.runId,
});

/** The template as projects of before the parameter for tags have it. */
async function withoutTags(): Promise<string> {
  const { parameters, resources, ...rest } = JSON.parse(await quickTemplate());
  const { resourceTags: _, ...others } = parameters;
  const untagged = resources.map(({ tags: _, ...resource }: Record<string, unknown>) => resource);
  return JSON.stringify({ ...rest, parameters: others, resources: untagged });
}

describe('the tags of what a provision makes', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  let port: number;
  beforeAll(async () => {
    ({ port } = await startLocalAzure({ onEnd }));
  });

  it('name Slipway, the project and the run; what it reuses is left as it is', async () => {
    const before = await listTags(sample);
    const run = await recordedRun({ acaAppName: 'app-tagged' });
    await run.carryOut();
    const tags = await listTags(sample);
    expect(tags.get(app('app-tagged'))).toEqual(tagsOf(run));
    for (const reused of [ENVIRONMENT, ACCOUNT]) expect(tags.get(reused)).toEqual(before.get(reused));

    // What another run uses again keeps the tags of the one that made it.
    const again = await recordedRun({ acaAppName: 'app-tagged' });
    await again.carryOut();
    expect((await listTags(sample)).get(app('app-tagged'))).toEqual(tagsOf(run));
    expect((await surveyTeardown(again.context.project)).remove).toEqual([]);
  });

  it('are set afterwards where the template has no parameter for them', async () => {
    const before = await listTags(sample);
    const run = await recordedRun({ acaAppName: 'app-plain' }, { template: await withoutTags() });
    await run.carryOut();
    const tags = await listTags(sample);
    expect(tags.get(app('app-plain'))).toEqual(tagsOf(run));
    for (const reused of [ENVIRONMENT, ACCOUNT]) expect(tags.get(reused)).toEqual(before.get(reused));
    expect((await surveyTeardown(run.context.project)).remove.map(({ name }) => name)).toEqual(['app-plain']);
  });

  it('are set on what a failed run leaves behind, too', async () => {
    const names = { acaAppName: 'app-fault-quota', acaEnvironmentName: 'env-behind' };
    const run = await recordedRun(names, { template: await withoutTags() });
    await expect(run.carryOut()).rejects.toMatchObject({ info: { code: 'ContainerAppQuotaExceeded' } });
    expect((await listTags(sample)).get('microsoft.app/managedenvironments/env-behind')).toEqual(tagsOf(run));
    expect((await surveyTeardown(run.context.project)).remove.map(({ name }) => name)).toContain(
      'env-behind',
    );
  });

  it('that cannot be set are told of, and end no run', async () => {
    await fetch(`http://127.0.0.1:${port}/_local-azure/faults`, {
      method: 'POST',
      body: JSON.stringify({ fault: 'denied', match: 'app-bare/providers/Microsoft.Resources/tags' }),
    });
    const run = await recordedRun({ acaAppName: 'app-bare' }, { template: await withoutTags() });
    await run.carryOut();
    expect(run.events).toContainEqual({
      type: 'notice',
      level: 'warning',
      message: expect.stringContaining('could be tagged'),
    });
    const { remove, leave } = await surveyTeardown(run.context.project);
    expect([remove, leave]).toMatchObject([[], [{ name: 'app-bare' }]]);
  });

  it('of another project keep a teardown away, even from what is on record', async () => {
    const run = await recordedRun({ acaAppName: 'app-ours' });
    await run.carryOut();
    const { project } = run.context;
    const { subscriptionId, resourceGroup } = sample;
    const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${app('app-ours')}`;
    const scope = `http://127.0.0.1:${port}${id}/providers/Microsoft.Resources/tags/default`;
    const tags = { 'created-by': 'slipway', 'slipway-project': 'another' };
    const changed = await fetch(`${scope}?api-version=2021-04-01`, {
      method: 'PUT',
      headers: { authorization: 'Bearer local-azure', 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { tags } }),
    });
    expect(changed.status).toBe(200);
    const { remove, leave } = await surveyTeardown(project);
    expect([remove, leave]).toMatchObject([[], [{ name: 'app-ours' }]]);
  });
});
