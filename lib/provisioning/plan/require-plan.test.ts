import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ParameterName } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import type { ProvisionInput } from '@/lib/provisioning/input';
import type { Plan } from '@/lib/provisioning/plan/plan';
import { findPlan, keepPlan } from '@/lib/provisioning/plan/plan-store';
import { requirePlan, requirePlanned } from '@/lib/provisioning/plan/require-plan';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { inputWith, planFor } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

const A_QUARTER_MS = 15 * 60_000;
const PLANS_KEPT = 20;

/** For each parameter something else than was planned. */
const OTHER_VALUES = {
  defaultCommands: ['sleep infinity', 'true'],
  location: 'westus3',
  maximumInstanceCount: 2,
  storageAccountName: 'another',
  fileShareName: 'another',
  acaEnvironmentName: 'another',
  acaEnvironmentStorageName: 'another',
  acaAppName: 'another',
  acaLogAnalyticsName: 'another',
  gpuProfile: 'Consumption',
  minimumReplicas: 0,
  endpointKey: true,
  containerImage: 'docker.io/library/python:3.12',
  oneOfTheirOwn: 'x',
} satisfies Record<ParameterName | 'oneOfTheirOwn', unknown>;

withTempData();

describe('admission', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();
  let project: Project;
  let plan: Plan;

  beforeAll(async () => {
    await startLocalAzure({ onEnd });
    project = await tempProject({ [TEMPLATE]: await quickTemplate() }, onEnd);
    plan = await planFor({}, { project });
  });

  const refusal = (input: ProvisionInput) =>
    requirePlan(project, input).then(
      () => 'admitted',
      (error: { info: { code: string } }) => error.info.code,
    );

  it('lets in what was planned, whatever the order of its values', async () => {
    const input = inputWith();
    const { parameters } = input;
    const turned = Object.fromEntries(Object.entries(parameters).reverse());
    expect(await refusal({ ...input, planId: plan.id })).toBe('admitted');
    expect(await refusal({ ...input, parameters: { ...parameters, ...turned }, planId: plan.id })).toBe(
      'admitted',
    );
  });

  it('asks for a plan that is known, of this project', async () => {
    expect(await refusal(inputWith())).toBe('plan_missing');
    expect(await refusal({ ...inputWith(), planId: crypto.randomUUID() })).toBe('plan_missing');
    const other = { ...project, id: 'other' };
    await expect(requirePlan(other, { ...inputWith(), planId: plan.id })).rejects.toMatchObject({
      info: { code: 'plan_missing' },
    });
  });

  it.each(Object.entries(OTHER_VALUES))('refuses another value of %s alone', async (name, value) => {
    expect(await refusal({ ...inputWith({ [name]: value }), planId: plan.id })).toBe('plan_stale');
  });

  it('refuses another subscription, another group, and a plan that is too old', async () => {
    const planId = plan.id;
    const elsewhere = { ...inputWith(), subscriptionId: crypto.randomUUID(), planId };
    expect(await refusal(elsewhere)).toBe('plan_stale');
    expect(await refusal({ ...inputWith({}, 'rg-other'), planId })).toBe('plan_stale');
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ['Date'] }).setSystemTime(Date.parse(plan.madeAt) + A_QUARTER_MS);
    expect(await refusal({ ...inputWith(), planId })).toBe('plan_stale');
  });

  it('refuses a template that has changed since, also when the run has begun', async () => {
    const changed = await tempProject({ [TEMPLATE]: await quickTemplate() });
    const input = { ...inputWith(), planId: (await planFor({}, { project: changed })).id };
    await requirePlanned(changed, input);
    const template = (await quickTemplate()).replaceAll('Standard_LRS', 'Standard_ZRS');
    await writeFile(join(changed.root, TEMPLATE), template);
    const stale = { info: { code: 'plan_stale' } };
    await expect(requirePlan(changed, input)).rejects.toMatchObject(stale);
    await expect(requirePlanned(changed, input)).rejects.toMatchObject(stale);
  });

  it('refuses failed checks, unless it is told to provision despite them', async () => {
    const values = { location: 'westus3' };
    const input = { ...inputWith(values), planId: (await planFor(values, { project })).id };
    expect(await refusal(input)).toBe('plan_failed');
    expect(await refusal({ ...input, despiteFailures: true })).toBe('admitted');
  });

  it('forgets old plans', async () => {
    const named = { ...project, id: 'many' };
    const made = Array.from({ length: PLANS_KEPT + 1 }, (_, index): Plan => {
      const madeAt = new Date(Date.parse(plan.madeAt) + index).toISOString();
      return { ...plan, id: crypto.randomUUID(), madeAt };
    });
    for (const each of made) await keepPlan(named, each);
    const found = await Promise.all(made.map(({ id }) => findPlan(named, id)));
    expect(found.map((each) => each !== null)).toEqual([false, ...Array(PLANS_KEPT).fill(true)]);
  });
});
