import type { EmulatorContext } from '../../context.ts';
import type { Resource, Revision } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { sameText } from '../resource-id.ts';
import { storedApp } from './app-schema.ts';
import { requireEnvironment } from './placement.ts';
import { refused } from './refusals.ts';
import { toRevisionSpec } from './revision-spec.ts';
import { checkMounts } from './storage-mounts.ts';

const NOT_FOUND = 404;

/** An app's revisions, oldest first. */
export function revisionsOf(context: EmulatorContext, appId: string): Revision[] {
  return context.state.revisions
    .values()
    .filter((revision) => sameText(revision.appId, appId))
    .sort((a, b) => a.createdTime.localeCompare(b.createdTime));
}

/** An app's revision by its full name, `app--suffix`. */
export function findRevision(context: EmulatorContext, appId: string, name: string): Revision | undefined {
  return context.state.revisions.get(keyOf(appId, name));
}

/** As `findRevision`. Throws ArmError 404 when there is none. */
export function requireRevision(context: EmulatorContext, app: Resource, name: string): Revision {
  const revision = findRevision(context, app.id, name);
  if (revision) return revision;
  throw new ArmError(
    NOT_FOUND,
    'RevisionNotFound',
    `The revision '${name}' of the container app '${app.name}' was not found.`,
  );
}

/** Keeps what a revision is; its replicas are left as they are. */
export function saveRevision(context: EmulatorContext, revision: Revision): void {
  context.state.revisions.put(keyOf(revision.appId, revision.name), revision);
}

/** Makes the replicas of an app's revision what the documents say. */
export function applyRevision(context: EmulatorContext, app: Resource, revision: Revision): void {
  context.replicas.apply(toRevisionSpec(context, app, revision));
}

/** Creates the app's latest revision when it is not there yet, and hands it to the replica host. Throws ArmError. */
export function ensureLatestRevision(context: EmulatorContext, app: Resource): void {
  const { environmentId, latestRevisionName, template } = storedApp.parse(app.properties);
  const existing = findRevision(context, app.id, latestRevisionName);
  if (!existing) checkMounts(context, requireEnvironment(context, environmentId), template);
  const revision: Revision = existing ?? {
    name: latestRevisionName,
    appId: app.id,
    createdTime: new Date(context.clock.now()).toISOString(),
    active: true,
    wasReady: false,
    template,
  };
  applyRevision(context, app, revision);
  saveRevision(context, revision);
}

/** Activates or deactivates a revision; one that is so already stays as it is. */
export function setActive(
  context: EmulatorContext,
  app: Resource,
  revision: Revision,
  active: boolean,
): void {
  if (revision.active === active) return;
  const changed: Revision = active
    ? { ...revision, active, wasReady: false }
    : { ...revision, active, lastActiveTime: new Date(context.clock.now()).toISOString() };
  applyRevision(context, app, changed);
  saveRevision(context, changed);
}

/**
 * Starts new replicas, which read the secrets as they are now, then stops the old ones. Throws ArmError when the revision is
 * not active. https://learn.microsoft.com/azure/container-apps/manage-secrets
 */
export async function restartRevision(context: EmulatorContext, revision: Revision): Promise<void> {
  if (!revision.active) {
    throw refused(
      'ContainerAppRevisionNotActive',
      `The revision '${revision.name}' is not active and cannot be restarted.`,
    );
  }
  const app = context.state.resources.get(revision.appId);
  if (app) applyRevision(context, app, revision);
  await context.replicas.restart(revision);
}

/** Forgets all of an app's revisions; resolves when their processes have ended. */
export async function removeRevisions(context: EmulatorContext, appId: string): Promise<void> {
  for (const revision of revisionsOf(context, appId)) await removeRevision(context, revision);
}

/** Forgets a revision at once; resolves when its processes have ended. */
export async function removeRevision(context: EmulatorContext, revision: Revision): Promise<void> {
  context.state.revisions.delete(keyOf(revision.appId, revision.name));
  await context.replicas.remove(revision);
}

/** The revision that takes an app's traffic when no weights say otherwise: the newest that has been ready. */
export function latestReadyRevision(context: EmulatorContext, appId: string): Revision | undefined {
  return revisionsOf(context, appId).findLast(({ wasReady, active }) => wasReady && active);
}

function keyOf(appId: string, name: string): string {
  return `${appId}/revisions/${name}`;
}

/** Hands every active revision to the replica host again, after a start of the emulator; not one whose share is gone. */
export function resumeRevisions(context: EmulatorContext): void {
  for (const revision of context.state.revisions.values()) {
    const app = context.state.resources.get(revision.appId);
    if (!app || !revision.active) continue;
    try {
      applyRevision(context, app, revision);
    } catch (error) {
      if (!(error instanceof ArmError)) throw error;
    }
  }
}
