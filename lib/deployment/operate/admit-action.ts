import 'server-only';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';
import { lookAtApp } from '@/lib/deployment/operate/read-app';
import { type AppAction, judgeAction } from '@/lib/deployment/operate/rules';
import { readTarget } from '@/lib/deployment/target';

/** Refuses what cannot be done to the app as it is now. AppError with the rule's reason, `not_provisioned`, or Azure's own. */
export async function admitAction(project: Project, action: AppAction): Promise<void> {
  const { app: at } = await readTarget(project);
  const { app, state } = await lookAtApp(at);
  const verdict = judgeAction(action, { state, revisionMode: app.revisionMode });
  if (verdict.allowed) return;
  const { code, message, action: remedy } = verdict;
  throw new AppError('conflict', { code, message, action: remedy });
}
