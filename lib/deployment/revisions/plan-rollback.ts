import 'server-only';
import { listRevisions, readRevisionSetup } from '@/lib/azure/app-revisions';
import type { Project } from '@/lib/config/projects';
import { findRevision, servingOf } from '@/lib/deployment/revisions/compare';
import type { RollbackInput } from '@/lib/deployment/revisions/rollback-input';
import { type CodeChange, compareCode } from '@/lib/deployment/revisions/snapshot-code';
import { type RollbackWay, wayBack } from '@/lib/deployment/revisions/switch-revision';
import { compareTemplates, type TemplateLine } from '@/lib/deployment/revisions/template-lines';
import { readTarget } from '@/lib/deployment/target';

/** What a roll back would do now. */
export type RollbackPlan = {
  mode: 'single' | 'multiple';
  way: RollbackWay;
  /** The revision that most of the traffic goes to now. */
  serving: string;
  /** From the template that serves now to the wanted one. */
  template: TemplateLine[];
  /** From what the share holds now to the wanted code; null where the code stays. */
  files: CodeChange[] | null;
};

/**
 * Says what a roll back would do, and changes nothing. Throws `revision_missing`, `snapshot_missing`, `not_provisioned`, and
 * Azure's errors.
 */
export async function planRollback(
  project: Project,
  { revision, snapshot }: RollbackInput,
  signal: AbortSignal,
): Promise<RollbackPlan> {
  const { app } = await readTarget(project);
  const [setup, revisions, files] = await Promise.all([
    readRevisionSetup(app, signal),
    listRevisions(app, signal),
    snapshot ? compareCode(project, { from: 'now', to: snapshot }, signal) : null,
  ]);
  const latest = findRevision(revisions, setup.latest);
  const serving = servingOf(revisions) ?? latest;
  const wanted = revision === undefined ? serving : findRevision(revisions, revision);
  return {
    mode: setup.mode,
    way: wayBack(setup.mode, wanted, latest),
    serving: serving.name,
    template: compareTemplates(serving.facts, wanted.facts),
    files,
  };
}
