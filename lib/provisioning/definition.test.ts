import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { listResources } from '@/lib/azure/resources';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { provision } from '@/lib/provisioning/definition';
import { provisionInputSchema } from '@/lib/provisioning/input';
import type { RunEventData } from '@/lib/runs/events';
import { appendEvents, createRun } from '@/lib/runs/store';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const TEMPLATE = 'infra/provision/inference.json';
/** Slow enough to be cancelled in the middle. */
const SOME_PACE = 0.3;
/** A busy machine takes some seconds. */
const AZURE_TIMEOUT_MS = 60_000;
const { subscriptionId, resourceGroup } = sample;
const input = provisionInputSchema.parse({
  subscriptionId,
  resourceGroup,
  parameters: { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1 },
});

async function project(template?: string) {
  return tempProject({ [TEMPLATE]: template ?? (await quickTemplate()) });
}

describe('provision', { timeout: AZURE_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();
  let port: number;

  beforeAll(async () => {
    ({ port } = await startLocalAzure({ onEnd }));
  });

  it('brings up every resource of the template and writes down where they are', async () => {
    const run = bareRun(provision, await project(), input);
    await run.carryOut();

    const config = await readInferenceConfig(run.context.project);
    expect(config).toMatchObject({ SUBSCRIPTION_ID: subscriptionId, RESOURCE_GROUP_NAME: resourceGroup });
    const found = await listResources(subscriptionId, resourceGroup);
    expect(found.map(({ name }) => name)).toContain(config?.ACA_APP_NAME);

    const last = new Map(
      run.events.flatMap((event) => (event.type === 'resource.changed' ? [[event.id, event] as const] : [])),
    );
    expect(new Set([...last.values()].map(({ state }) => state))).toEqual(new Set(['succeeded']));
    const types = [...last.values()].map(({ resourceType }) => resourceType);
    expect(types).toContain('Microsoft.App/containerApps');
    expect(types).toContain('Microsoft.Storage/storageAccounts/fileServices/shares');

    const { endpointUrl, resourceId } = provision.result(run.context);
    expect(endpointUrl).toMatch(new RegExp(`^http://${config?.ACA_APP_NAME}\\..*\\.localhost:${port}$`));
    expect(resourceId).toMatch(/containerApps/);
  });

  it('uses again what fine-tuning has made where a name is left to its default', async () => {
    const run = bareRun(provision, await project(), input);
    await run.carryOut();
    const tuned = JSON.parse(await readFile('infra/finetuning.config.json', 'utf8'));
    expect(await readInferenceConfig(run.context.project)).toMatchObject({
      STORAGE_ACCOUNT_NAME: tuned.STORAGE_ACCOUNT_NAME,
      FILE_SHARE_NAME: tuned.FILE_SHARE_NAME,
    });
  });

  it('takes up its own deployment again after a crash, whatever has become of the template', async () => {
    const run = bareRun(provision, await project(), input);
    await run.carryOut();
    const again = bareRun(provision, await tempProject({ 'infra/README.md': '' }), input);
    again.context.runId = run.context.runId;
    again.context.results.check = {};
    await again.carryOut();
    expect(await readInferenceConfig(again.context.project)).toEqual(
      await readInferenceConfig(run.context.project),
    );
  });

  it('after a crash tells of each resource only what nobody has told yet', async () => {
    const { runId } = await createRun({ project: 'crashed', kind: 'provision', input });
    const run = bareRun(provision, await project(), input);
    run.context.runId = runId;
    await run.carryOut();
    const before = run.events.slice(0, Math.ceil(run.events.length / 2));
    await appendEvents(runId, before);
    const again = bareRun(provision, run.context.project, input);
    again.context.runId = runId;
    again.context.results.check = {};
    await again.carryOut();

    const told = [...before, ...again.events].flatMap((event) =>
      event.type === 'resource.changed' ? [`${event.id} ${event.state}`] : [],
    );
    expect(told).toEqual([...new Set(told)]);
    const ended = run.events.flatMap((event) =>
      event.type === 'resource.changed' && event.state === 'succeeded' ? [`${event.id} succeeded`] : [],
    );
    expect(told).toEqual(expect.arrayContaining(ended));
    const progress = (events: RunEventData[]) => events.findLast(({ type }) => type === 'step.progress');
    expect(progress(again.events)).toEqual(progress(run.events));
  });

  it('names the resource group that is not there, before anything is started', async () => {
    const run = bareRun(provision, await project(), { ...input, resourceGroup: 'rg-nowhere' });
    await expect(run.carryOut()).rejects.toMatchObject({
      kind: 'not_found',
      info: { code: 'ResourceGroupNotFound' },
    });
  });

  it.each([
    ['is missing', undefined, 'template_missing'],
    ['is no JSON', '{', 'template_not_json'],
    ['is no template', '{"parameters":{}}', 'template_invalid'],
  ])('says when the template %s', async (_, text, code) => {
    const broken = await tempProject(text === undefined ? {} : { [TEMPLATE]: text });
    await expect(bareRun(provision, broken, input).carryOut()).rejects.toMatchObject({
      info: { code, target: TEMPLATE },
    });
  });

  it("gives Azure's own reason when it refuses the template", async () => {
    const template = await quickTemplate();
    const broken = await project(template.replace("[parameters('acaAppName')]", "[parameters('forgotten')]"));
    await expect(bareRun(provision, broken, input).carryOut()).rejects.toMatchObject({
      info: { code: 'InvalidTemplate', message: expect.stringContaining('forgotten') },
    });
  });
});

describe('provision, while Azure takes its time,', { timeout: AZURE_TIMEOUT_MS }, () => {
  it('stops Azure in the middle, and leaves a deployment that the next run can go on from', async () => {
    await startLocalAzure({ pace: SOME_PACE });
    const stop = new AbortController();
    const run = bareRun(provision, await project(), input, stop.signal);
    const { emit } = run.context;
    run.context.emit = async (event) => {
      await emit(event);
      if (event.type === 'resource.changed') stop.abort(new Error('cancelled by a person'));
    };
    await expect(run.carryOut()).rejects.toThrow('cancelled by a person');

    const tidying = bareRun(provision, run.context.project, input);
    tidying.context.runId = run.context.runId;
    expect(await provision.cancelled?.(tidying.context)).toBe('ended');
    expect(tidying.events).toEqual([{ type: 'run.cancel-outcome', outcome: 'cancelled' }]);

    // Azure finishes the resource at hand; until then it refuses to begin another change of it.
    const goOn = () => bareRun(provision, run.context.project, input).carryOut();
    await vi.waitFor(goOn, { timeout: AZURE_TIMEOUT_MS });
    expect(await readInferenceConfig(run.context.project)).not.toBeNull();
  });
});
