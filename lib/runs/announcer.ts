import 'server-only';
import { EventEmitter } from 'node:events';
import { sql } from 'drizzle-orm';
import { dropSingleton, singleton } from '@/lib/core/singleton';
import { getDatabase } from '@/lib/db/client';
import type { Transaction } from '@/lib/db/database';

const CHANNEL = 'slipway_runs';
const KEY = 'run-announcer';

type Announcer = { emitter: EventEmitter<Record<string, []>>; stop(): Promise<void> };

/** Says, once the transaction commits, to every instance that there is news of the topic, which for a run is its id. */
export async function announce(transaction: Transaction, topic: string): Promise<void> {
  await transaction.execute(sql`select pg_notify(${CHANNEL}, ${topic})`);
}

/** Calls `listener` when there may be news of the topic, also once after a lost connection. Returns the way to stop. */
export async function onNews(topic: string, listener: () => void): Promise<() => void> {
  const { emitter } = await getAnnouncer();
  emitter.on(topic, listener);
  return () => emitter.off(topic, listener);
}

/** Ends the one subscription that all share; the next `onNews` starts another. */
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
  const everyTopic = () => {
    for (const topic of emitter.eventNames()) emitter.emit(String(topic));
  };
  const stop = await database.listen(CHANNEL, (topic) => emitter.emit(topic), everyTopic);
  return { emitter, stop };
}
