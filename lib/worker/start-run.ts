import 'server-only';
import { getProject } from '@/lib/config/projects';
import type { RunKind } from '@/lib/runs/events';
import { createRun } from '@/lib/runs/store';
import { getWorker } from '@/lib/worker/boot';
import { runOfKind } from '@/lib/worker/registry';

/**
 * Queues a run of a project and has it worked on; joins the one that is active, if one is. Throws `project_not_found`, and
 * `bad_input` with the field at fault.
 */
export async function startRun(
  projectId: string,
  kind: RunKind,
  input: unknown,
): Promise<{ runId: string; joined: boolean }> {
  const project = getProject(projectId);
  const checked = runOfKind(kind).checkInput(input);
  const worker = await getWorker();
  const started = await createRun({ project: project.id, kind, input: checked });
  // A joined run is enqueued too: its own request may have died between creating it and this line.
  await worker.enqueue(started.runId);
  return started;
}
