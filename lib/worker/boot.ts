import 'server-only';
import { readEnv } from '@/lib/config/env';
import { retireSingleton } from '@/lib/core/retire-singleton';
import { dropSingleton, singleton } from '@/lib/core/singleton';
import { closeDatabase, getDatabase } from '@/lib/db/client';
import { stopAnnouncer } from '@/lib/runs/announcer';
import { endAllTails } from '@/lib/runs/tail';
import { runOfKind } from '@/lib/worker/registry';
import { logServerError } from '@/lib/worker/server-log';
import { withLog } from '@/lib/worker/with-log';
import { startWorker, type Worker } from '@/lib/worker/worker';

export type Readiness = 'starting' | 'ready' | 'failed';

const KEY = 'worker';

/**
 * Checks the settings, opens and migrates the database, and starts the worker: once per process, however often it is
 * called. Throws the errors of `readEnv` and `getDatabase`; a failed boot may be tried again.
 */
export async function bootWorker(): Promise<void> {
  await getWorker();
}

/** The worker of this process, booted if it is not; `shutting_down` once the process has been told to end. */
export function getWorker(): Promise<Worker> {
  return singleton(KEY, async () => {
    state().readiness = 'starting';
    try {
      readEnv();
      const database = await getDatabase();
      const worker = await startWorker(database, (run, shutdown) =>
        withLog(run, () => runOfKind(run.kind).execute(run.id, shutdown)),
      );
      stopWithProcess();
      state().readiness = 'ready';
      return worker;
    } catch (error) {
      dropSingleton(KEY);
      state().readiness = 'failed';
      throw error;
    }
  });
}

/** Where the boot stands. */
export function readiness(): Readiness {
  return state().readiness;
}

/** Lets go of everything in a bounded time, once however often it is asked to. Runs under way go on at the next start. */
export function stopWorker(): Promise<void> {
  return singleton('stop-worker', letGo);
}

async function letGo(): Promise<void> {
  const worker = getWorker();
  retireSingleton(KEY);
  state().readiness = 'starting';
  endAllTails();
  await (await worker).stop();
  await stopAnnouncer();
  await closeDatabase();
}

function state(): { readiness: Readiness } {
  return singleton('worker-state', () => ({ readiness: 'starting' as const }));
}

function stopWithProcess(): void {
  singleton('stop-with-process', () => {
    const stop = () => void stopWorker().catch((error) => logServerError('Shutting down', error));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    return true;
  });
}
