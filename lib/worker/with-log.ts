import 'server-only';
import { getProject } from '@/lib/config/projects';
import { holdLogs } from '@/lib/deployment/logs/hold-logs';
import type { RunKind } from '@/lib/runs/events';
import type { Run } from '@/lib/runs/store';

/** Runs without an app to listen to: it is not there yet, or soon no more. */
const WITHOUT_APP: readonly RunKind[] = ['provision', 'teardown'];

/** Keeps the log of the project's app while a run is at work on it: what a replica says before it dies is worth reading. */
export async function withLog(run: Run, work: () => Promise<void>): Promise<void> {
  if (WITHOUT_APP.includes(run.kind)) return work();
  const release = holdLogs(getProject(run.project));
  try {
    await work();
  } finally {
    await release();
  }
}
