import 'server-only';
import {
  type AppRevision,
  listRevisions,
  type RevisionSetup,
  readRevisionSetup,
} from '@/lib/azure/app-revisions';
import type { Project } from '@/lib/config/projects';
import { codeOfRevision, readCodeHistory } from '@/lib/deployment/revisions/code';
import { readTarget } from '@/lib/deployment/target';

/** A revision as a page shows it: without the values of its template. */
export type ShownRevision = Omit<AppRevision, 'facts'> & {
  latest: boolean;
  /** The deploy whose code it was last started with; null when that is not on record. */
  snapshot: string | null;
  /** The run that last started it; null when Azure did by itself. */
  runId: string | null;
};

/** The revisions of the project's app, the newest first, and how the traffic is shared out among them. */
export type RevisionBoard = RevisionSetup & { revisions: ShownRevision[] };

/** Throws `not_provisioned`, and what Azure has against it. */
export async function readRevisionBoard(project: Project, signal?: AbortSignal): Promise<RevisionBoard> {
  const { app } = await readTarget(project);
  const [setup, revisions, history] = await Promise.all([
    readRevisionSetup(app, signal),
    listRevisions(app, signal),
    readCodeHistory(project),
  ]);
  return {
    ...setup,
    revisions: revisions.map(({ facts: _, ...revision }) => ({
      ...revision,
      latest: revision.name === setup.latest,
      ...codeOfRevision(history, revision),
    })),
  };
}
