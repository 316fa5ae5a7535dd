import 'server-only';
import { rememberTenant } from '@/lib/azure/known-tenants';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { planCost } from '@/lib/provisioning/cost/plan-cost';
import type { ProvisionTarget } from '@/lib/provisioning/input';
import { board } from '@/lib/provisioning/plan/board';
import { plannedChanges } from '@/lib/provisioning/plan/changes';
import { createFacts, type Facts } from '@/lib/provisioning/plan/facts';
import { fingerprint } from '@/lib/provisioning/plan/fingerprint';
import {
  type Check,
  type CheckId,
  type CostEstimate,
  checkIds,
  type Plan,
  type PlanPart,
} from '@/lib/provisioning/plan/plan';
import { keepPlan } from '@/lib/provisioning/plan/plan-store';
import { runCheck, within } from '@/lib/provisioning/plan/run-check';

/** What somebody has seen is true for about so long: others use up quota, and change what is there. */
const PLAN_LIFETIME_MS = 15 * 60_000;

/** How long the parts of a plan may take; each is given up by itself. */
export type PlanLimits = { checkMs: number; changesMs: number; costMs: number };

const LIMITS: PlanLimits = { checkMs: 60_000, changesMs: 150_000, costMs: 30_000 };

/**
 * Finds out what a provision with these values would do and what stands against it, changing nothing, and keeps it as the plan
 * that a provision needs. `onPart` hears of each part as soon as it is known, and last of the plan. What cannot be found out
 * is a warning: it throws only what makes a plan impossible, as a template that is not there, and the signal's reason.
 */
export async function makePlan(
  project: Project,
  { target, parameters }: { target: ProvisionTarget; parameters: ProvisionParameters },
  onPart: (part: PlanPart) => void,
  signal: AbortSignal,
  limits = LIMITS,
): Promise<Plan> {
  if (target.tenantId) rememberTenant(target.subscriptionId, target.tenantId);
  const madeAt = Date.now();
  const seen = await fingerprint(project, target, parameters);
  // The plan's end ends every request of it, those too that nobody awaits any more.
  const end = new AbortController();
  const facts = createFacts(project, target, parameters, AbortSignal.any([signal, end.signal]));
  try {
    const [checks, foreseen, cost] = await Promise.all([
      Promise.all(checkIds.map((id) => lookAt(id, facts, limits, onPart))),
      foresee(facts, limits, onPart),
      reckon(facts, limits, onPart),
    ]);
    const plan: Plan = {
      id: newId(),
      madeAt: new Date(madeAt).toISOString(),
      expiresAt: new Date(madeAt + PLAN_LIFETIME_MS).toISOString(),
      fingerprint: seen,
      checks,
      changes: foreseen?.changes ?? null,
      untouched: foreseen?.untouched ?? 0,
      cost,
    };
    await keepPlan(project, plan);
    onPart({ type: 'plan', plan });
    return plan;
  } finally {
    end.abort();
  }
}

async function lookAt(
  id: CheckId,
  facts: Facts,
  { checkMs, changesMs }: PlanLimits,
  onPart: (part: PlanPart) => void,
): Promise<Check> {
  // The validation also tells why nothing could be foreseen.
  const check = await runCheck(id, board[id], facts, id === 'validation' ? changesMs : checkMs);
  onPart({ type: 'check', check });
  return check;
}

/** Undefined where Azure could not say; the check of the validation tells why. */
async function foresee(facts: Facts, { changesMs }: PlanLimits, onPart: (part: PlanPart) => void) {
  const foreseen = await attempt(facts, changesMs, async () => plannedChanges(await facts.foreseen()));
  if (foreseen) onPart({ type: 'changes', ...foreseen });
  return foreseen;
}

/** Null where there are no prices: a provision does not depend on them. */
async function reckon(
  facts: Facts,
  { costMs }: PlanLimits,
  onPart: (part: PlanPart) => void,
): Promise<CostEstimate | null> {
  const cost = await attempt(facts, costMs, async (signal) => {
    // Where the environment cannot be seen, a check says so; the prices are worth having all the same.
    const environment = await facts.environment().catch(() => null);
    const keepsDedicated =
      environment?.profiles?.some(({ type }) => !type.startsWith('Consumption')) ?? false;
    return planCost(await facts.location(), facts.parameters, keepsDedicated, signal);
  });
  if (cost) onPart({ type: 'cost', cost });
  return cost ?? null;
}

async function attempt<T>(
  { signal }: Facts,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await within(limitMs, signal, work);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
