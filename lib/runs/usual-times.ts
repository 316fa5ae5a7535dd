import 'server-only';
import { and, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { getDatabase } from '@/lib/db/client';
import { runEvents, runs } from '@/lib/db/schema';
import { type ReplicaStage, replicaStages } from '@/lib/runs/replica-stages';

const rowSchema = z.object({ resourceType: z.string(), usualMs: z.coerce.number() });

/** How long a resource usually takes, in milliseconds, by its type in lower case. */
export type UsualTimes = Record<string, number>;

/** The median over the runs of this database that succeeded, `exceptRunId` left out; a type that none has made is absent. */
export async function readUsualTimes(exceptRunId: string): Promise<UsualTimes> {
  const { orm } = await getDatabase();
  const resourceType = sql`lower(${runEvents.data}->>'resourceType')`;
  const rows = await orm
    .select({
      resourceType: sql<string>`${resourceType}`,
      usualMs: sql<number>`percentile_cont(0.5) within group (order by (${runEvents.data}->>'elapsedMs')::float)`,
    })
    .from(runEvents)
    .innerJoin(runs, eq(runs.id, runEvents.runId))
    .where(
      and(
        eq(runEvents.type, 'resource.changed'),
        sql`${runEvents.data}->>'state' = 'succeeded'`,
        eq(runs.status, 'succeeded'),
        ne(runs.id, exceptRunId),
      ),
    )
    .groupBy(resourceType);
  return Object.fromEntries(
    z
      .array(rowSchema)
      .parse(rows)
      .map((row) => [row.resourceType, row.usualMs]),
  );
}

/** How long a stage of a replica usually takes, in milliseconds; a stage that none has gone through is absent. */
export type UsualStageTimes = Partial<Record<ReplicaStage, number>>;

/** The median over the runs of a project that succeeded, `exceptRunId` left out: its model and its network decide. */
export async function readUsualStageTimes(project: string, exceptRunId?: string): Promise<UsualStageTimes> {
  const { orm } = await getDatabase();
  const stage = sql`${runEvents.data}->>'stage'`;
  const took = sql`extract(epoch from (${runEvents.data}->>'finishedAt')::timestamptz - (${runEvents.data}->>'startedAt')::timestamptz) * 1000`;
  const rows = await orm
    .select({
      stage: sql<string>`${stage}`,
      usualMs: sql<number>`percentile_cont(0.5) within group (order by ${took})`,
    })
    .from(runEvents)
    .innerJoin(runs, eq(runs.id, runEvents.runId))
    .where(
      and(
        eq(runEvents.type, 'replica.stage'),
        sql`${runEvents.data}->>'state' = 'done'`,
        eq(runs.project, project),
        eq(runs.status, 'succeeded'),
        ...(exceptRunId ? [ne(runs.id, exceptRunId)] : []),
      ),
    )
    .groupBy(stage);
  const read = z.array(z.object({ stage: z.enum(replicaStages), usualMs: z.coerce.number() })).parse(rows);
  return Object.fromEntries(read.map((row) => [row.stage, row.usualMs]));
}
