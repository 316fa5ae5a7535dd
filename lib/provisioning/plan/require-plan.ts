import 'server-only';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import type { ProvisionInput } from '@/lib/provisioning/input';
import { fingerprint } from '@/lib/provisioning/plan/fingerprint';
import { findPlan, type KeptPlan } from '@/lib/provisioning/plan/plan-store';

/**
 * Admits a provision whose plan somebody has seen: one of exactly these values and this template, not long ago, with no failed
 * check unless the input says `despiteFailures`. AppErrors `plan_missing`, `plan_stale`, `plan_failed`.
 */
export async function requirePlan(project: Project, input: ProvisionInput): Promise<void> {
  const plan = await findInput(project, input);
  if (!plan) {
    throw refused(
      'plan_missing',
      'A provision needs a plan that has been seen, and this one names none that is known.',
      'Make a plan, look at it, then provision.',
    );
  }
  if (Date.parse(plan.expiresAt) <= Date.now()) throw stale('is too old');
  await requireSame(project, input, plan);
  const failures = plan.checks.filter(({ state }) => state === 'failed');
  if (failures.length === 0 || input.despiteFailures) return;
  throw refused(
    'plan_failed',
    `The plan has failed checks: ${failures.map(({ message }) => message).join(' ')}`,
    'Mend what they name and make a new plan, or say that you provision despite them.',
  );
}

/** Makes sure that what a run is about to submit is what was planned. Lets an input without a plan pass: admission has seen to that. */
export async function requirePlanned(project: Project, input: ProvisionInput): Promise<void> {
  const plan = await findInput(project, input);
  if (plan) await requireSame(project, input, plan);
}

async function findInput(project: Project, { planId }: ProvisionInput): Promise<KeptPlan | null> {
  return planId === undefined ? null : findPlan(project, planId);
}

async function requireSame(project: Project, input: ProvisionInput, plan: KeptPlan): Promise<void> {
  const now = await fingerprint(project, input, input.parameters);
  if (now !== plan.fingerprint) throw stale('was made of other values or of another template');
}

function stale(why: string): AppError {
  return refused('plan_stale', `The plan ${why}.`, 'Make a new plan, look at it, then provision.');
}

function refused(code: string, message: string, action: string): AppError {
  return new AppError('conflict', { code, message, action });
}
