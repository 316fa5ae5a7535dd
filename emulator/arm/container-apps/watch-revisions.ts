import type { EmulatorContext } from '../../context.ts';
import type { Resource } from '../../state/models.ts';
import { CONTAINER_APP } from '../kinds/kind-names.ts';
import { storedApp } from './app-schema.ts';
import { removeRevision, revisionsOf, saveRevision, setActive } from './revisions.ts';

const CHECK_INTERVAL_MS = 200;
const DEFAULT_MAX_INACTIVE_REVISIONS = 100;

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
    const ready = context.replicas.health(revision).runningState === 'Running';
    if (ready) saveRevision(context, { ...revision, wasReady: true });
  }
  if (configuration.activeRevisionsMode === 'Single') endOlderRevisions(context, app, latestRevisionName);
  purgeRevisions(context, app);
}

function endOlderRevisions(context: EmulatorContext, app: Resource, latest: string): void {
  const revisions = revisionsOf(context, app.id);
  if (!revisions.some(({ name, wasReady }) => name === latest && wasReady)) return;
  for (const revision of revisions) {
    if (revision.active && revision.name !== latest) setActive(context, app, revision, false);
  }
}

/** Forgets the oldest inactive revisions beyond the number that the app keeps. */
function purgeRevisions(context: EmulatorContext, app: Resource): void {
  const { configuration, latestRevisionName } = storedApp.parse(app.properties);
  const kept = configuration.maxInactiveRevisions ?? DEFAULT_MAX_INACTIVE_REVISIONS;
  const inactive = revisionsOf(context, app.id).filter(
    ({ active, name }) => !active && name !== latestRevisionName,
  );
  for (const revision of inactive.slice(0, Math.max(0, inactive.length - kept))) {
    context.tasks.run(() => removeRevision(context, revision));
  }
}
