import 'server-only';
import { eq } from 'drizzle-orm';
import type { Project } from '@/lib/config/projects';
import { getDatabase } from '@/lib/db/client';
import { chosenTargets } from '@/lib/db/schema';
import type { ProvisionTarget } from '@/lib/provisioning/input';

/** Where the project was last told to provision to; null when nobody has chosen yet. */
export async function readChosenTarget(project: Project): Promise<ProvisionTarget | null> {
  const { orm } = await getDatabase();
  const [row] = await orm.select().from(chosenTargets).where(eq(chosenTargets.project, project.id));
  if (!row) return null;
  const { tenantId, subscriptionId, resourceGroup } = row;
  return { ...(tenantId && { tenantId }), subscriptionId, resourceGroup };
}

/** Keeps a choice for every browser that works on the project; the last one counts. */
export async function keepChosenTarget(project: Project, target: ProvisionTarget): Promise<void> {
  const { orm } = await getDatabase();
  const { tenantId = null, subscriptionId, resourceGroup } = target;
  const values = { tenantId, subscriptionId, resourceGroup, chosenAt: new Date() };
  await orm
    .insert(chosenTargets)
    .values({ project: project.id, ...values })
    .onConflictDoUpdate({ target: chosenTargets.project, set: values });
}
