import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { storedApp } from './app-schema.ts';
import { minReplicasOf, revisionsOf, saveRevision, setActive } from './revisions.ts';

const CHECK_INTERVAL_MS = 200;

/**
 * Looks after revisions while the emulator runs: remembers which have been ready, and in single mode deactivates
 * the older ones once the newest has. Until then an older revision keeps the traffic, as in the service.
 */
export async function watchRevisions(context: EmulatorContext): Promise<void> {
  for (;;) {
    for (const app of context.state.resources.values()) {
      if (app.type === CONTAINER_APP && app.provisioningState === 'Succeeded') settleRevisions(context, app);
    }
    await context.clock.wait(CHECK_INTERVAL_MS, context.tasks.signal);
  }
}

function settleRevisions(context: EmulatorContext, app: Resource): void {
  const { configuration, latestRevisionName } = storedApp.parse(app.properties);
  for (const revision of revisionsOf(context, app.id)) {
    if (!revision.active || revision.wasReady) continue;
    const idle = minReplicasOf(revision.template) === 0;
    const ready = context.replicas.health(revision).runningState === 'Running';
    if (ready || idle) saveRevision(context, { ...revision, wasReady: true });
  }
  if (configuration.activeRevisionsMode?.toLowerCase() === 'multiple') return;
  const revisions = revisionsOf(context, app.id);
  if (!revisions.some(({ name, wasReady }) => name === latestRevisionName && wasReady)) return;
  for (const revision of revisions) {
    if (revision.active && revision.name !== latestRevisionName) setActive(context, app, revision, false);
  }
}
