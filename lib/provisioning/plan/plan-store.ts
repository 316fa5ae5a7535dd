import 'server-only';
import { and, desc, eq, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Project } from '@/lib/config/projects';
import { isId } from '@/lib/core/ids';
import { getDatabase } from '@/lib/db/client';
import { plans } from '@/lib/db/schema';
import { checkIds, type Plan } from '@/lib/provisioning/plan/plan';

/** Of each project; a plan is of use for minutes. */
const PLANS_KEPT = 20;

/** What admission asks of a plan. */
const keptSchema = z.object({
  fingerprint: z.string(),
  expiresAt: z.iso.datetime(),
  checks: z.array(
    z.object({
      id: z.enum(checkIds),
      state: z.enum(['passed', 'warning', 'failed', 'skipped']),
      message: z.string(),
    }),
  ),
});

export type KeptPlan = z.infer<typeof keptSchema>;

/** Keeps a plan, and forgets the project's oldest. */
export async function keepPlan(project: Project, plan: Plan): Promise<void> {
  const { orm } = await getDatabase();
  const { id, fingerprint, madeAt } = plan;
  await orm.insert(plans).values({ id, project: project.id, fingerprint, plan, createdAt: new Date(madeAt) });
  const newest = orm
    .select({ id: plans.id })
    .from(plans)
    .where(eq(plans.project, project.id))
    .orderBy(desc(plans.createdAt))
    .limit(PLANS_KEPT);
  await orm.delete(plans).where(and(eq(plans.project, project.id), notInArray(plans.id, newest)));
}

/** A plan of the project; null when there is none of that id any more. */
export async function findPlan(project: Project, planId: string): Promise<KeptPlan | null> {
  if (!isId(planId)) return null;
  const { orm } = await getDatabase();
  const [row] = await orm
    .select({ plan: plans.plan })
    .from(plans)
    .where(and(eq(plans.id, planId), eq(plans.project, project.id)));
  return row ? keptSchema.parse(row.plan) : null;
}
