import 'server-only';
import { type Job, PgBoss } from 'pg-boss';
import type { Database } from '@/lib/db/database';
import { logServerError } from '@/lib/worker/server-log';

const QUEUE = 'runs';
/** Runs of different projects that one process works on at the same time. */
const CONCURRENCY = 4;
/** New jobs announce themselves; those that come back for another try do not, and wait for the next look. */
const POLL_INTERVAL_SECONDS = 2;
/** Without a beat for so long, a job counts as lost with its process and another worker gets it. */
const HEARTBEAT_SECONDS = 30;
const MONITOR_INTERVAL_SECONDS = 30;
/** The longest that pg-boss allows is a day; a run's own steps have far shorter limits. */
const EXPIRE_SECONDS = 23 * 3_600;
const RETRY_LIMIT = 10;
const RETRY_DELAY_SECONDS = 1;
const DELETE_AFTER_SECONDS = 24 * 3_600;

const LIVE_STATES: readonly string[] = ['created', 'retry', 'active'];

/** The durable queue: one job per run, with the run's id. */
export type RunQueue = {
  /** Gives the run a job; a run that has a live one keeps it. */
  enqueue(runId: string): Promise<void>;
  hasJob(runId: string): Promise<boolean>;
  /** Throws the run's job away, whatever its state: for the jobs of a process that is known to be dead. */
  forget(runId: string): Promise<void>;
  /** Starts taking jobs. `execute` resolves when a run has ended, and rejects to have it taken up again. */
  work(execute: (runId: string) => Promise<void>): Promise<void>;
  /** Takes no more jobs; those under way go back to the queue. */
  stop(): Promise<void>;
};

/** Opens the queue, whose tables it makes and keeps up to date itself. No job is taken before `work`. */
export async function openQueue(database: Database): Promise<RunQueue> {
  const boss = new PgBoss({
    db: asBossDatabase(database),
    backend: database.backend,
    useListenNotify: true,
    schedule: false,
    monitorIntervalSeconds: MONITOR_INTERVAL_SECONDS,
    superviseIntervalSeconds: MONITOR_INTERVAL_SECONDS,
  });
  boss.on('error', (error) => logServerError('The job queue reports', error));
  await boss.start();
  await boss.createQueue(QUEUE, {
    notify: true,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
    retryLimit: RETRY_LIMIT,
    retryDelay: RETRY_DELAY_SECONDS,
    deleteAfterSeconds: DELETE_AFTER_SECONDS,
  });
  const hasJob = async (runId: string) => {
    const jobs = await boss.findJobs(QUEUE, { id: runId });
    return jobs.some(({ state }) => LIVE_STATES.includes(state));
  };
  const forget = async (runId: string) => {
    await boss.deleteJob(QUEUE, runId);
  };
  return {
    hasJob,
    forget,
    async enqueue(runId) {
      const isNew = (await boss.send(QUEUE, null, { id: runId })) !== null;
      if (isNew || (await hasJob(runId))) return;
      // What is there is a job that ended without its run, and keeps the id.
      await forget(runId);
      await boss.send(QUEUE, null, { id: runId });
    },
    async work(execute) {
      const takeJob = async ([job]: Job[]) => {
        if (job) await execute(job.id);
      };
      await boss.work(
        QUEUE,
        { localConcurrency: CONCURRENCY, notifyPollingIntervalSeconds: POLL_INTERVAL_SECONDS },
        takeJob,
      );
    },
    stop: () => boss.stop({ graceful: false, close: false }),
  };
}

function asBossDatabase(database: Database) {
  return {
    executeSql: database.executeSql,
    async listen(channel: string, onNotification: (payload: string) => void, onReconnect: () => void) {
      const close = await database.listen(channel, onNotification, onReconnect);
      onReconnect();
      return { close };
    },
  };
}
