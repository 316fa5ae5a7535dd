import { beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '@/lib/config/projects';
import { provision } from '@/lib/provisioning/definition';
import { provisionInputSchema } from '@/lib/provisioning/input';
import { makePlan, type PlanLimits } from '@/lib/provisioning/plan/make-plan';
import { type CheckId, checkIds, type Plan, type PlanPart } from '@/lib/provisioning/plan/plan';
import { afterSuite } from '@/tests/clean-up';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

const PLAN_TIMEOUT_MS = 60_000;

withTempData();

type Values = Record<string, unknown>;
type Options = { group?: string; project?: Project; limits?: PlanLimits; parts?: PlanPart[] };

function inputWith(values: Values = {}, resourceGroup = sample.resourceGroup) {
  const parameters = { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1, ...values };
  const { subscriptionId } = sample;
  return provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
}

async function planFor(values: Values = {}, options: Options = {}): Promise<Plan> {
  const project = options.project ?? (await tempProject({ [TEMPLATE]: await quickTemplate() }));
  const { parameters, ...target } = inputWith(values, options.group);
  const onPart = (part: PlanPart) => void options.parts?.push(part);
  const signal = AbortSignal.timeout(PLAN_TIMEOUT_MS);
  return makePlan(project, { target, parameters }, onPart, signal, options.limits);
}

const stateOf = (plan: Plan, id: CheckId) => plan.checks.find((check) => check.id === id)?.state;
const troubles = ({ checks }: Plan) =>
  checks.filter(({ state }) => state === 'failed' || state === 'warning');

describe('a plan', { timeout: PLAN_TIMEOUT_MS }, () => {
  const onEnd = afterSuite();

  beforeAll(async () => {
    await startLocalAzure({ onEnd });
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
    expect(stateOf(plan, 'quota')).toBe('passed');
  });
});
