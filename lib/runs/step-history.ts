import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { getDatabase } from '@/lib/db/client';
import { runEvents } from '@/lib/db/schema';
import type { RunKind } from '@/lib/runs/events';
import { type Run, toEvent } from '@/lib/runs/log-rows';
import type { StepResult } from '@/lib/runs/step';
import { listRuns } from '@/lib/runs/store';

/** What a finished step left, and when. */
type PastStep = { at: string; result: StepResult };

export type PastRun = { run: Run; steps: Record<string, PastStep> };

/** The runs of these kinds among the last `limit` of a project, the oldest first, each with what its finished steps left. */
export async function readPastRuns(
  project: string,
  kinds: readonly RunKind[],
  limit: number,
): Promise<PastRun[]> {
  const runs = (await listRuns(project, { limit })).filter(({ kind }) => kinds.includes(kind)).reverse();
  if (runs.length === 0) return [];
  const past = new Map(runs.map((run): [string, PastRun] => [run.id, { run, steps: {} }]));
  const { orm } = await getDatabase();
  const rows = await orm
    .select()
    .from(runEvents)
    .where(and(inArray(runEvents.runId, [...past.keys()]), eq(runEvents.type, 'step.finished')))
    .orderBy(asc(runEvents.seq));
  for (const row of rows) {
    const event = toEvent(row);
    const of = past.get(row.runId);
    if (of && event.type === 'step.finished')
      of.steps[event.step] = { at: event.at, result: event.result ?? {} };
  }
  return [...past.values()];
}
