import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { applyRevision, revisionsOf } from './revisions.ts';

/** Starts or stops all active revisions of an app, as its `start` and `stop` do. */
export async function setAppRunning(
  context: EmulatorContext,
  app: Resource,
  runningStatus: 'Running' | 'Stopped',
): Promise<void> {
  const changed: Resource = {
    ...app,
    properties: { ...app.properties, runningStatus },
    provisioningState: 'Succeeded',
  };
  for (const revision of revisionsOf(context, app.id)) {
    if (revision.active) applyRevision(context, changed, revision);
  }
  context.state.resources.put(app.id, changed);
}
