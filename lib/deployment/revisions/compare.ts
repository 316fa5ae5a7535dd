import 'server-only';
import { type AppRevision, listRevisions } from '@/lib/azure/app-revisions';
import type { Project } from '@/lib/config/projects';
import { revisionMissing } from '@/lib/deployment/revisions/refused';
import { compareTemplates, type TemplateLine } from '@/lib/deployment/revisions/template-lines';
import { readTarget } from '@/lib/deployment/target';

/** What changes from one revision to another. */
export type RevisionComparison = { from: string; to: string; template: TemplateLine[] };

/** Compares two revisions of the project's app. Throws `revision_missing`, `not_provisioned`, and what Azure has against it. */
export async function compareRevisions(
  project: Project,
  { from, to }: { from: string; to: string },
  signal?: AbortSignal,
): Promise<RevisionComparison> {
  const { app } = await readTarget(project);
  const revisions = await listRevisions(app, signal);
  const [before, after] = [findRevision(revisions, from), findRevision(revisions, to)];
  return { from, to, template: compareTemplates(before.facts, after.facts) };
}

/** Throws `revision_missing`. */
export function findRevision(revisions: readonly AppRevision[], name: string): AppRevision {
  const found = revisions.find((revision) => revision.name === name);
  if (!found) throw revisionMissing(name);
  return found;
}
