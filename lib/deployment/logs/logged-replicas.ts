import 'server-only';
import { and, desc, eq, max, ne } from 'drizzle-orm';
import { getDatabase } from '@/lib/db/client';
import { appLogLines } from '@/lib/db/schema';

/** More than one chooses from. */
const MAX_REPLICAS = 50;

/** The replicas that a project's log has lines of, the one that wrote last first. */
export async function loggedReplicas(project: string): Promise<string[]> {
  const { orm } = await getDatabase();
  const rows = await orm
    .select({ replica: appLogLines.replica })
    .from(appLogLines)
    .where(and(eq(appLogLines.project, project), ne(appLogLines.replica, '')))
    .groupBy(appLogLines.replica)
    .orderBy(desc(max(appLogLines.seq)))
    .limit(MAX_REPLICAS);
  return rows.map(({ replica }) => replica);
}
