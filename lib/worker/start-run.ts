import 'server-only';
import { getProject } from '@/lib/config/projects';
import type { RunKind } from '@/lib/runs/events';
import { createRun, findActiveRun } from '@/lib/runs/store';
import { getWorker } from '@/lib/worker/boot';
import { runOfKind } from '@/lib/worker/registry';

/**
 * Queues a run of a project and has it worked on; joins the one that is active, if one is. Throws `project_not_found`, and
 * `bad_input` with the field at fault, and what refuses the kind's admission.
 */
export async function startRun(
  projectId: string,
  kind: RunKind,
  input: unknown,
): Promise<{ runId: string; joined: boolean }> {
  const project = getProject(projectId);
  const registered = runOfKind(kind);
  const checked = registered.checkInput(input);
  const worker = await getWorker();
  // Who presses a moment after someone else watches that one's run, whatever a run of their own would have needed.
  if ((await findActiveRun(project.id))?.kind !== kind) await registered.admit(project, checked);
  const started = await createRun({ project: project.id, kind, input: checked });
  // A joined run is enqueued too: its own request may have died between creating it and this line.
  await worker.enqueue(started.runId);
  return started;
}
