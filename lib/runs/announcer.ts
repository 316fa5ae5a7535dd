import 'server-only';
import { EventEmitter } from 'node:events';
import { sql } from 'drizzle-orm';
import { dropSingleton, singleton } from '@/lib/core/singleton';
import { getDatabase } from '@/lib/db/client';
import type { Transaction } from '@/lib/db/database';

const CHANNEL = 'slipway_runs';
const KEY = 'run-announcer';

type Announcer = { emitter: EventEmitter<Record<string, []>>; stop(): Promise<void> };

/** Says, once the transaction commits, to every instance that the run has new events. */
export async function announce(transaction: Transaction, runId: string): Promise<void> {
  await transaction.execute(sql`select pg_notify(${CHANNEL}, ${runId})`);
}

/** Calls `onNews` when the run may have new events, also once after a lost connection. Returns the way to stop. */
export async function onRunNews(runId: string, onNews: () => void): Promise<() => void> {
  const { emitter } = await getAnnouncer();
  emitter.on(runId, onNews);
  return () => emitter.off(runId, onNews);
}

/** Ends the one subscription that all share; the next `onRunNews` starts another. */
export async function stopAnnouncer(): Promise<void> {
  const announcer = getAnnouncer();
  dropSingleton(KEY);
  await (await announcer).stop();
}

function getAnnouncer(): Promise<Announcer> {
  return singleton(KEY, async () => {
    try {
      return await startAnnouncer();
    } catch (error) {
      dropSingleton(KEY);
      throw error;
    }
  });
}

async function startAnnouncer(): Promise<Announcer> {
  const emitter = new EventEmitter<Record<string, []>>();
  // One listener per watched run in this process; the feed shares it among all its viewers.
  emitter.setMaxListeners(0);
  const database = await getDatabase();
  const everyRun = () => {
    for (const runId of emitter.eventNames()) emitter.emit(String(runId));
  };
  const stop = await database.listen(CHANNEL, (runId) => emitter.emit(runId), everyRun);
  return { emitter, stop };
}
