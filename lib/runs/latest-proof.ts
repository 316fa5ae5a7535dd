import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { getDatabase } from '@/lib/db/client';
import { runEvents, runs } from '@/lib/db/schema';
import type { AdapterProof } from '@/lib/runs/adapter-proof';
import { toEvent } from '@/lib/runs/log-rows';

/** The last time that anybody looked whether the adapter is at work. `at` is ISO 8601. */
export type LatestProof = AdapterProof & { at: string; runId: string };

/** What the last proof in a project has shown, of whichever run; null when there was none. */
export async function readLatestProof(project: string): Promise<LatestProof | null> {
  const { orm } = await getDatabase();
  const [row] = await orm
    .select({ event: runEvents })
    .from(runEvents)
    .innerJoin(runs, eq(runs.id, runEvents.runId))
    .where(and(eq(runs.project, project), eq(runEvents.type, 'adapter.proof')))
    .orderBy(desc(runEvents.at), desc(runEvents.seq))
    .limit(1);
  if (!row) return null;
  const event = toEvent(row.event);
  if (event.type !== 'adapter.proof') return null;
  const { type: _, seq: __, ...proof } = event;
  return { ...proof, runId: row.event.runId };
}
