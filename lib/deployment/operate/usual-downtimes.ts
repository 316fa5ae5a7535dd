import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { getDatabase } from '@/lib/db/client';
import { runEvents, runs } from '@/lib/db/schema';
import { type RestartWay, restartWays } from '@/lib/deployment/operate/restart-plan';

const rowsSchema = z.array(z.object({ way: z.enum(restartWays), usualMs: z.coerce.number() }));

/**
 * How long the app has usually not answered, in milliseconds, by the way in which it was restarted: the median over the runs
 * of the project (given by its id) in which it came up again. A way that was never taken is absent.
 */
export async function readUsualDowntimes(project: string): Promise<Partial<Record<RestartWay, number>>> {
  const { orm } = await getDatabase();
  const ready = alias(runEvents, 'ready');
  const way = sql`${runEvents.data}->'result'->>'way'`;
  const downtime = sql`(${ready.data}->'result'->>'downtimeMs')::float`;
  const rows = await orm
    .select({
      way: sql<string>`${way}`,
      usualMs: sql<number>`percentile_cont(0.5) within group (order by ${downtime})`,
    })
    .from(runEvents)
    .innerJoin(runs, eq(runs.id, runEvents.runId))
    .innerJoin(ready, eq(ready.runId, runEvents.runId))
    .where(
      and(
        eq(runs.project, project),
        eq(runEvents.type, 'step.finished'),
        sql`${runEvents.data}->>'step' = 'restart'`,
        sql`${way} is not null`,
        eq(ready.type, 'step.finished'),
        sql`${ready.data}->>'step' = 'ready'`,
        sql`${downtime} is not null`,
      ),
    )
    .groupBy(way);
  return Object.fromEntries(rowsSchema.parse(rows).map((row) => [row.way, row.usualMs]));
}
