import {
  type ChangeKind,
  type Check,
  type CheckId,
  type CostEstimate,
  checkIds,
  type Plan,
  type PlannedChange,
  type PlanPart,
} from '@/lib/provisioning/plan/plan';

/** As much of a plan as is known by now. */
export type PlanView = {
  checks: Check[];
  changes: { list: PlannedChange[]; untouched: number } | undefined;
  cost: CostEstimate | undefined;
  /** Known when all of it is. */
  plan: Plan | undefined;
};

export const unknownPlan: PlanView = { checks: [], changes: undefined, cost: undefined, plan: undefined };

/** The view with one more part; the whole plan, which comes last, replaces what came before it. */
export function withPart(view: PlanView, part: PlanPart): PlanView {
  switch (part.type) {
    case 'check': {
      const others = view.checks.filter(({ id }) => id !== part.check.id);
      return { ...view, checks: [...others, part.check] };
    }
    case 'changes':
      return { ...view, changes: { list: part.changes, untouched: part.untouched } };
    case 'cost':
      return { ...view, cost: part.cost };
    case 'plan': {
      const { checks, changes, untouched, cost } = part.plan;
      return {
        checks,
        changes: changes ? { list: changes, untouched } : undefined,
        cost: cost ?? undefined,
        plan: part.plan,
      };
    }
  }
}

export type BoardRow = { id: CheckId; check: Check | undefined };

const URGENCY = { failed: 0, warning: 1, passed: 2, skipped: 3 } as const satisfies Record<
  Check['state'],
  number
>;

/** One row per check, in the board's order while the plan is being made; then what needs attention comes first. */
export function boardOf({ checks, plan }: PlanView): BoardRow[] {
  const rows = checkIds.map((id) => ({ id, check: checks.find((check) => check.id === id) }));
  if (!plan) return rows;
  return rows
    .filter(({ check }) => check !== undefined)
    .toSorted((a, b) => URGENCY[a.check?.state ?? 'skipped'] - URGENCY[b.check?.state ?? 'skipped']);
}

/** How many checks of a state there are. */
export function countChecks(checks: readonly Check[], state: Check['state']): number {
  return checks.filter((check) => check.state === state).length;
}

/** How many resources there are of each kind of change. */
export function countChanges(changes: readonly PlannedChange[]): Record<ChangeKind, number> {
  const counts = { create: 0, change: 0, reuse: 0, noise: 0, unknown: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}
