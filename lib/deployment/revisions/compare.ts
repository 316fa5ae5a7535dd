import 'server-only';
import { type AppRevision, listRevisions } from '@/lib/azure/app-revisions';
import type { Project } from '@/lib/config/projects';
import { codeOfRevision, readCodeHistory } from '@/lib/deployment/revisions/code';
import { revisionMissing } from '@/lib/deployment/revisions/refused';
import type { CodePair } from '@/lib/deployment/revisions/snapshot-code';
import { compareTemplates, type TemplateLine } from '@/lib/deployment/revisions/template-lines';
import { readTarget } from '@/lib/deployment/target';

/** What changes from one revision to another: the template, and the code that each was last started with. */
export type RevisionComparison = {
  from: string;
  to: string;
  template: TemplateLine[];
  /** null where that of one of them is not on record. */
  code: CodePair | null;
};

/** Compares two revisions of the project's app. Throws `revision_missing`, `not_provisioned`, and what Azure has against it. */
export async function compareRevisions(
  project: Project,
  { from, to }: { from: string; to: string },
  signal?: AbortSignal,
): Promise<RevisionComparison> {
  const { app } = await readTarget(project);
  const [revisions, history] = await Promise.all([listRevisions(app, signal), readCodeHistory(project)]);
  const [before, after] = [findRevision(revisions, from), findRevision(revisions, to)];
  const [old, now] = [before, after].map((revision) => codeOfRevision(history, revision).snapshot);
  return {
    from,
    to,
    template: compareTemplates(before.facts, after.facts),
    code: old && now ? { from: old, to: now } : null,
  };
}

/** Throws `revision_missing`. */
export function findRevision(revisions: readonly AppRevision[], name: string): AppRevision {
  const found = revisions.find((revision) => revision.name === name);
  if (!found) throw revisionMissing(name);
  return found;
}

/** The revision that most of the traffic goes to; undefined when none has any. */
export function servingOf(revisions: readonly AppRevision[]): AppRevision | undefined {
  const [most] = revisions.toSorted((a, b) => b.traffic - a.traffic);
  return most && most.traffic > 0 ? most : undefined;
}
