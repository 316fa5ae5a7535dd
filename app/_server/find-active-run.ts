import 'server-only';
import { isTerminal } from '@/lib/runs/status';
import { listRuns, type Run } from '@/lib/runs/store';

/** There is at most one, and nothing starts after it: it is the newest. */
const NEWEST = 1;

/** The run that changes the project right now, if one does. */
export async function findActiveRun(projectId: string): Promise<Run | undefined> {
  const [newest] = await listRuns(projectId, { limit: NEWEST });
  return newest && !isTerminal(newest.status) ? newest : undefined;
}
