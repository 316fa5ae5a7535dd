import 'server-only';
import { z } from 'zod';
import type { Project } from '@/lib/config/projects';
import { type PastRun, readPastRuns } from '@/lib/runs/step-history';

/** The kinds of runs that put code on the share, or start replicas that read it. */
const CODE_KINDS = ['deploy', 'restart', 'start', 'scale', 'rollback'] as const;
/** Deploys further back have no snapshot any more. */
const MAX_PAST_RUNS = 200;

/** What a run did to the app. The code that it left on the share is called by its id, as its snapshot is. */
type CodeEvent =
  | { at: string; runId: string; type: 'code' }
  | { at: string; runId: string; type: 'start'; revision: string };

export type CodeHistory = CodeEvent[];

const startedSchema = z.object({ revisionName: z.string() });
const restoredSchema = z.object({ snapshot: z.string() });

/** What runs have done to code and revisions, the oldest first. A run that failed later has still done what it did. */
export function codeHistory(runs: PastRun[]): CodeHistory {
  return runs
    .flatMap(({ run, steps }): CodeEvent[] => {
      const { sync, restore } = steps;
      const restart = steps.restart ?? steps.start ?? steps.scale;
      const restored = restoredSchema.safeParse(restore?.result);
      const started = startedSchema.safeParse(restart?.result);
      return [
        ...(sync ? [{ type: 'code', at: sync.at, runId: run.id } as const] : []),
        ...(restore && restored.success ? [{ type: 'code', at: restore.at, runId: run.id } as const] : []),
        ...(restart && started.success
          ? [{ type: 'start', at: restart.at, runId: run.id, revision: started.data.revisionName } as const]
          : []),
      ];
    })
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** The code on the share at a moment, or now; null when no run has put any there. */
export function codeAt(history: CodeHistory, at?: string): string | null {
  const sent = history.filter((event) => event.type === 'code' && (at === undefined || event.at <= at));
  return sent.findLast((event) => event.type === 'code')?.runId ?? null;
}

/**
 * The code that a revision was last started with: by a run, or else by Azure when the revision was made. null when that is
 * not on record.
 */
export function codeOfRevision(
  history: CodeHistory,
  { name, createdAt }: { name: string; createdAt: string },
): { snapshot: string | null; runId: string | null } {
  const started = history.findLast((event) => event.type === 'start' && event.revision === name);
  return { snapshot: codeAt(history, started?.at ?? createdAt), runId: started?.runId ?? null };
}

/** What the project's runs have done to its code, as far as it is on record. */
export async function readCodeHistory(project: Project): Promise<CodeHistory> {
  return codeHistory(await readPastRuns(project.id, CODE_KINDS, MAX_PAST_RUNS));
}
