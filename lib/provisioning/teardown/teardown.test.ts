import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { listResources } from '@/lib/azure/resources';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { listCreatedResources, recordCreated } from '@/lib/provisioning/created-resources';
import { listInferenceConfigs } from '@/lib/provisioning/history/config-history';
import { teardown } from '@/lib/provisioning/teardown/definition';
import { surveyTeardown } from '@/lib/provisioning/teardown/survey';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { recordedRun } from '@/tests/recorded-run';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const { subscriptionId, resourceGroup } = sample;
const AZURE_TIMEOUT_MS = 60_000;

async function made(names: Record<string, string>) {
  const run = await recordedRun(names);
  await run.carryOut();
  return run.context.project;
}

const present = async () => (await listResources(subscriptionId, resourceGroup)).map(({ name }) => name);

describe('a teardown', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  let port: number;
  beforeAll(async () => {
    ({ port } = await startLocalAzure({ onEnd }));
  });

  it('deletes what the provision made, dependants first, and nothing that it reused', async () => {
    const before = await present();
    const project = await made({ acaAppName: 'app-gone', acaEnvironmentName: 'env-gone' });
    const { remove, leave, gone } = await surveyTeardown(project);
    expect(remove.map(({ name }) => name).slice(0, 1)).toEqual(['app-gone']);
    expect(remove.map(({ name }) => name).at(-1)).toBe('env-gone');
    expect([leave, gone]).toEqual([[], []]);

    const run = bareRun(teardown, project, { confirm: project.id, ids: remove.map(({ id }) => id) });
    await run.carryOut();
    expect(await present()).toEqual(before);
    expect(await listCreatedResources(project)).toEqual([]);
    const ended = run.events.flatMap((event) =>
      event.type === 'resource.changed' && event.state === 'succeeded' ? [event.name] : [],
    );
    expect(ended).toEqual(remove.map(({ name }) => name));
    // The config named an app that is gone; what it said can be looked up.
    expect(await readInferenceConfig(project)).toBeNull();
    expect((await listInferenceConfigs(project))[0]?.config?.ACA_APP_NAME).toBe('app-gone');
    expect(await readFile(join(project.root, 'infra/inference.config.json'), 'utf8')).toContain(
      '"ACA_APP_NAME": ""',
    );
  });

  it('leaves what others would lose with it, and says so', async () => {
    const project = await made({
      acaAppName: 'app-mine',
      storageAccountName: 'accountofmine',
      fileShareName: 'mine',
    });
    const neighbour = await made({
      acaAppName: 'app-theirs',
      storageAccountName: 'accountofmine',
      fileShareName: 'theirs',
    });
    const { remove, leave } = await surveyTeardown(project);
    expect(remove.map(({ name }) => name)).toContain('mine');
    expect(leave).toMatchObject([{ name: 'accountofmine', reason: expect.stringContaining('theirs') }]);
    expect((await surveyTeardown(neighbour)).remove.map(({ name }) => name)).not.toContain('accountofmine');
  });

  it('leaves an environment in which apps of others run, and what they need of it', async () => {
    const before = await present();
    const names = {
      acaEnvironmentName: 'env-shared',
      acaEnvironmentStorageName: 'mount',
      fileShareName: 'shared',
    };
    const project = await made({ ...names, acaAppName: 'app-ours', acaLogAnalyticsName: 'logs-ours' });
    const neighbour = await made({ ...names, acaAppName: 'app-guest', acaLogAnalyticsName: 'logs-ours' });
    const { remove, leave } = await surveyTeardown(project);
    expect(remove.map(({ name }) => name)).toEqual(['app-ours']);
    expect(leave.map(({ name }) => name).sort()).toEqual(['env-shared', 'logs-ours', 'mount', 'shared']);
    for (const { reason } of leave) expect(reason).toContain('app-guest');

    // As a run does that has checked before the guest came, and goes on after a crash.
    const ids = [...remove, ...leave].map(({ id }) => id);
    const { context } = bareRun(teardown, project, { confirm: project.id, ids });
    await expect(teardown.steps[1]?.run(context)).rejects.toMatchObject({
      info: { code: 'teardown_incomplete', message: expect.stringContaining('app-guest') },
    });
    expect((await surveyTeardown(project)).remove).toEqual([]);
    expect(await present()).toEqual(expect.arrayContaining(['env-shared', 'app-guest']));

    const takeDown = async (one: typeof project) => {
      const ids = (await surveyTeardown(one)).remove.map(({ id }) => id);
      await bareRun(teardown, one, { confirm: one.id, ids }).carryOut();
    };
    await takeDown(neighbour);
    await takeDown(project);
    expect(await listCreatedResources(project)).toEqual([]);
    expect(await present()).toEqual(before);
  });

  it('goes by what the dry run has listed: another id is refused, and nothing is deleted', async () => {
    const project = await made({ acaAppName: 'app-kept' });
    const stranger = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Storage/storageAccounts/aistoragew3mc7`;
    const run = bareRun(teardown, project, { confirm: project.id, ids: [stranger] });
    await expect(run.carryOut()).rejects.toMatchObject({ info: { code: 'teardown_changed' } });
    expect(await present()).toEqual(expect.arrayContaining(['app-kept', 'aistoragew3mc7']));
  });

  it('takes nothing for gone that it may not look at, and keeps it on record', async () => {
    const project = { ...(await tempProject()), id: crypto.randomUUID() };
    const unseen = '5a3b1e00-0000-4000-8000-0000000000ff';
    const id = `/subscriptions/${unseen}/resourcegroups/rg/providers/microsoft.app/containerapps/far`;
    const made = [{ id, resourceType: 'Microsoft.App/containerApps', name: 'far' }];
    const { context } = bareRun(teardown, project, { confirm: project.id, ids: [id] });
    await recordCreated({ ...context, results: { check: { existing: [] } } }, made);
    const refused = { info: { code: 'SubscriptionNotFound' } };
    await expect(surveyTeardown(project)).rejects.toMatchObject(refused);
    for (const { run } of teardown.steps.slice(0, 2))
      await expect(run(context)).rejects.toMatchObject(refused);
    expect(await listCreatedResources(project)).toMatchObject([{ id }]);
  });

  it('begins only when the id of the project has been typed', async () => {
    const project = await tempProject();
    const input = { confirm: 'yes', ids: ['/subscriptions/a'] };
    await expect(teardown.admit?.(project, input)).rejects.toMatchObject({
      info: { code: 'teardown_not_confirmed' },
    });
  });

  it('goes on past what will not go, names it, and lists it again', async () => {
    const project = await made({ acaAppName: 'app-stuck', fileShareName: 'share-goes' });
    const { remove } = await surveyTeardown(project);
    expect(remove.map(({ name }) => name)).toEqual(['app-stuck', 'share-goes']);
    await fetch(`http://127.0.0.1:${port}/_local-azure/faults`, {
      method: 'POST',
      body: JSON.stringify({ fault: 'denied', match: '/containerApps/app-stuck', times: 1 }),
    });
    const run = bareRun(teardown, project, { confirm: project.id, ids: remove.map(({ id }) => id) });
    await expect(run.carryOut()).rejects.toMatchObject({
      info: { code: 'teardown_incomplete', message: expect.stringContaining('app-stuck') },
    });
    expect((await surveyTeardown(project)).remove.map(({ name }) => name)).toEqual(['app-stuck']);
    const again = (await surveyTeardown(project)).remove.map(({ id }) => id);
    await bareRun(teardown, project, { confirm: project.id, ids: again }).carryOut();
    expect(await listCreatedResources(project)).toEqual([]);
  });
});
