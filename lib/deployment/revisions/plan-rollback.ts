import 'server-only';
import { listRevisions, readRevisionSetup } from '@/lib/azure/app-revisions';
import type { Project } from '@/lib/config/projects';
import { findRevision } from '@/lib/deployment/revisions/compare';
import type { RollbackInput } from '@/lib/deployment/revisions/rollback-input';
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
};

/** Says what a roll back would do, and changes nothing. Throws `revision_missing`, `not_provisioned`, and Azure's errors. */
export async function planRollback(
  project: Project,
  { revision }: RollbackInput,
  signal?: AbortSignal,
): Promise<RollbackPlan> {
  const { app } = await readTarget(project);
  const [setup, revisions] = await Promise.all([readRevisionSetup(app, signal), listRevisions(app, signal)]);
  const wanted = findRevision(revisions, revision);
  const latest = revisions.find(({ name }) => name === setup.latest);
  const [most] = revisions.toSorted((a, b) => b.traffic - a.traffic);
  const serving = most && most.traffic > 0 ? most : (latest ?? wanted);
  return {
    mode: setup.mode,
    way: wayBack(setup.mode, wanted, latest),
    serving: serving.name,
    template: compareTemplates(serving.facts, wanted.facts),
  };
}
