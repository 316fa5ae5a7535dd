import { ResourceManagementClient } from '@azure/arm-resources';
import { expect, onTestFinished } from 'vitest';
import { armClientOptions, getCredential } from '@/lib/azure/cloud';
import type { Project } from '@/lib/config/projects';
import { retry } from '@/lib/core/retry';
import { provisionInputSchema } from '@/lib/provisioning/input';
import { makePlan, type PlanLimits } from '@/lib/provisioning/plan/make-plan';
import type { Check, CheckId, Plan, PlanPart } from '@/lib/provisioning/plan/plan';
import type { Emulator } from '../emulator/emulator';
import type { FaultName } from '../emulator/faults';
import { sample } from './local-azure';
import { quickTemplate, TEMPLATE } from './provisioned-project';
import { tempProject } from './temp-project';

const PLAN_TIMEOUT_MS = 60_000;
/** Some names ask for failures, of the group's making too. */
const GROUP_RETRY = { attempts: 3, baseDelayMs: 10, maxDelayMs: 20 };

export type Values = Record<string, unknown>;

type Options = {
  resourceGroup?: string;
  /** One with the project's own template by default. */
  project?: Project;
  limits?: PlanLimits;
  parts?: PlanPart[];
};

/** What a provision is asked with: these values, and the least that it needs. */
export function inputWith(values: Values = {}, resourceGroup = sample.resourceGroup) {
  const parameters = { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1, ...values };
  const { subscriptionId } = sample;
  return provisionInputSchema.parse({ subscriptionId, resourceGroup, parameters });
}

/** The plan for these values, in the local Azure that the test has started. */
export async function planFor(values: Values = {}, options: Options = {}): Promise<Plan> {
  const project = options.project ?? (await tempProject({ [TEMPLATE]: await quickTemplate() }));
  const { parameters, ...target } = inputWith(values, options.resourceGroup);
  const onPart = (part: PlanPart) => void options.parts?.push(part);
  const signal = AbortSignal.timeout(PLAN_TIMEOUT_MS);
  return makePlan(project, { target, parameters }, onPart, signal, options.limits);
}

/** What that check of the plan has found. */
export function checkOf({ checks }: Plan, id: CheckId): Check {
  const check = checks.find((each) => each.id === id);
  expect(check).toBeDefined();
  return check ?? { id, state: 'skipped', message: '' };
}

/**
 * Brings a failure about for what has `match` in its path, until the test ends, it has struck `times` times, or it is disarmed
 * by what this answers with.
 */
export async function armFault(
  { url }: Emulator,
  fault: FaultName,
  match: string,
  times?: number,
): Promise<() => Promise<void>> {
  const body = JSON.stringify({ fault, match, times });
  const armed = await fetch(`${url}/_local-azure/faults`, { method: 'POST', body });
  expect(armed.status).toBe(201);
  const { id } = await armed.json();
  const disarm = async () => void (await fetch(`${url}/_local-azure/faults/${id}`, { method: 'DELETE' }));
  onTestFinished(disarm);
  return disarm;
}

/** A new, empty resource group. */
export async function makeGroup(name: string, location = 'eastus'): Promise<string> {
  const client = new ResourceManagementClient(getCredential(), sample.subscriptionId, armClientOptions());
  await retry(() => client.resourceGroups.createOrUpdate(name, { location }), GROUP_RETRY);
  return name;
}
