import { beforeAll, describe, expect, it } from 'vitest';
import { dropSingleton } from '@/lib/core/singleton';
import { provision } from '@/lib/provisioning/definition';
import { makePlan } from '@/lib/provisioning/plan/make-plan';
import { checkIds, type Plan, type PlanPart } from '@/lib/provisioning/plan/plan';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { armFault, checkOf, inputWith, makeGroup, planFor } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import type { Emulator } from '../../../emulator/emulator';

const PLAN_TIMEOUT_MS = 60_000;

withTempData();

const troubles = ({ checks }: Plan) =>
  checks.filter(({ state }) => state === 'failed' || state === 'warning');

describe('a plan', { timeout: PLAN_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();

  let azure: Emulator;

  beforeAll(async () => {
    azure = await startLocalAzure({ onEnd });
  });

  it('of defaults alone passes every check, makes the app and uses the rest again', async () => {
    const parts: PlanPart[] = [];
    const plan = await planFor({}, { parts });
    expect(plan.checks.map(({ id }) => id)).toEqual(checkIds);
    expect(troubles(plan)).toEqual([]);
    const made = plan.changes
      ?.filter(({ kind }) => kind === 'create')
      .map(({ resourceType }) => resourceType);
    expect(made).toEqual(['Microsoft.App/containerApps']);
    expect(new Set(plan.changes?.map(({ kind }) => kind))).toEqual(new Set(['create', 'reuse']));
    expect(plan.cost?.perHour.least).toBeGreaterThan(0);
    expect(Date.parse(plan.expiresAt)).toBeGreaterThan(Date.parse(plan.madeAt));
    expect(parts.at(-1)).toEqual({ type: 'plan', plan });
    expect(parts.filter(({ type }) => type === 'check')).toHaveLength(checkIds.length);
  });

  it('of what is there already changes nothing', async () => {
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    await bareRun(provision, project, inputWith()).carryOut();
    const plan = await planFor({}, { project });
    expect(plan.changes?.filter(({ kind }) => kind !== 'reuse' && kind !== 'noise')).toEqual([]);
    expect(checkOf(plan, 'quota').state).toBe('passed');
  });

  it('of an empty group makes everything', async () => {
    const plan = await planFor({}, { resourceGroup: await makeGroup('rg-empty') });
    expect(
      plan.changes?.map(({ kind, resourceType }) => [kind, resourceType.split('/').at(-1)]).sort(),
    ).toEqual(
      [
        'containerApps',
        'fileServices',
        'managedEnvironments',
        'shares',
        'storageAccounts',
        'storages',
        'workspaces',
      ].map((type) => ['create', type]),
    );
    expect(plan.untouched).toBe(0);
  });

  it('of another environment leaves the rest as it is, and tells what it leaves alone', async () => {
    const plan = await planFor({ acaEnvironmentName: 'another', acaAppName: 'another-app' });
    const of = (kind: string) =>
      plan.changes
        ?.filter((change) => change.kind === kind)
        .map(({ resourceType }) => resourceType.split('/').at(-1));
    expect(of('create')?.sort()).toEqual(['containerApps', 'managedEnvironments', 'storages']);
    expect(of('reuse')?.sort()).toEqual(['fileServices', 'shares', 'storageAccounts', 'workspaces']);
    expect(plan.untouched).toBeGreaterThan(0);
  });

  it('of another profile and back adds one to the environment, and takes none from it', async () => {
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const names = { acaEnvironmentName: 'profiled', acaAppName: 'profiled-app' };
    const serverless = { ...names, gpuProfile: 'Consumption-GPU-NC8as-T4' };
    await bareRun(provision, project, inputWith(names)).carryOut();
    const environmentOf = ({ changes }: Plan) => changes?.find(({ name }) => name === 'profiled');

    const added = environmentOf(await planFor(serverless, { project }));
    expect(added).toMatchObject({ kind: 'change' });
    expect(added?.properties.filter(({ noise }) => !noise)).toMatchObject([
      { path: 'properties.workloadProfiles[GPU-T4]', kind: 'added' },
    ]);

    await bareRun(provision, project, inputWith(serverless)).carryOut();
    const back = environmentOf(await planFor(names, { project }));
    expect(back?.properties.filter(({ noise }) => !noise)).toEqual([]);
    expect(['reuse', 'noise']).toContain(back?.kind);
  });

  it('holds without prices where the list cannot be read', async () => {
    dropSingleton('azure.prices');
    await armFault(azure, 'burst', '/api/retail/prices');
    const plan = await planFor();
    expect(plan.cost).toBeNull();
    expect(troubles(plan)).toEqual([]);
    expect(plan.changes).not.toBeNull();
  });

  it('gives up each check by itself that Azure is late with, and ends', async () => {
    await armFault(azure, 'late', '/providers/');
    const plan = await planFor({}, { limits: { checkMs: 1_000, changesMs: 1_000, costMs: 1_000 } });
    expect(checkOf(plan, 'credentials').state).toBe('passed');
    expect(checkOf(plan, 'permissions')).toMatchObject({
      state: 'warning',
      message: expect.stringContaining('longer than 1 s'),
    });
    expect(checkOf(plan, 'validation').state).toBe('warning');
    expect(plan.changes).toBeNull();
  });

  it('ends at once when nobody waits for it any more', async () => {
    await armFault(azure, 'late', '/providers/');
    const project = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const { parameters, ...target } = inputWith();
    const left = new AbortController();
    const onPart = () => left.abort(new Error('left'));
    await expect(makePlan(project, { target, parameters }, onPart, left.signal)).rejects.toThrow('left');
  });
});
