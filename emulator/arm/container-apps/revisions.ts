import { randomInt } from 'node:crypto';
import type { EmulatorContext } from '../../context.ts';
import type { JsonObject, Resource, Revision } from '../../state/models.ts';
import { ArmError } from '../arm-error.ts';
import { sameText } from '../resource-id.ts';
import { DEFAULT_MIN_REPLICAS, storedApp } from './app-schema.ts';
import { toRevisionSpec } from './revision-spec.ts';

const SUFFIX_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const SUFFIX_LENGTH = 7;

export function newSuffix(): string {
  return Array.from({ length: SUFFIX_LENGTH }, () => SUFFIX_ALPHABET[randomInt(SUFFIX_ALPHABET.length)]).join(
    '',
  );
}

/** An app's revisions, oldest first. */
export function revisionsOf(context: EmulatorContext, appId: string): Revision[] {
  return context.state.revisions
    .values()
    .filter((revision) => sameText(revision.appId, appId))
    .sort((a, b) => a.createdTime.localeCompare(b.createdTime));
}

export function findRevision(context: EmulatorContext, appId: string, name: string): Revision | undefined {
  return context.state.revisions.get(keyOf(appId, name));
}

export function requireRevision(context: EmulatorContext, app: Resource, name: string): Revision {
  const revision = findRevision(context, app.id, name);
  if (revision) return revision;
  throw new ArmError(
    404,
    'RevisionNotFound',
    `The revision '${name}' of the container app '${app.name}' was not found.`,
  );
}

export function saveRevision(context: EmulatorContext, revision: Revision): void {
  context.state.revisions.put(keyOf(revision.appId, revision.name), revision);
}

/** Makes the replicas of an app's revision what the documents say. */
export function applyRevision(context: EmulatorContext, app: Resource, revision: Revision): void {
  context.replicas.apply(toRevisionSpec(context, app, revision));
}

/** Creates the app's latest revision when it is not there yet, and hands it to the replica host. */
export function ensureLatestRevision(context: EmulatorContext, app: Resource): void {
  const { latestRevisionName, template } = storedApp.parse(app.properties);
  const existing = findRevision(context, app.id, latestRevisionName);
  const revision: Revision = existing ?? {
    name: latestRevisionName,
    appId: app.id,
    createdTime: new Date(context.clock.now()).toISOString(),
    active: true,
    wasReady: false,
    template,
    secrets: app.secrets,
  };
  applyRevision(context, app, revision);
  saveRevision(context, revision);
}

export function setActive(
  context: EmulatorContext,
  app: Resource,
  revision: Revision,
  active: boolean,
): void {
  const changed = { ...revision, active };
  applyRevision(context, app, changed);
  saveRevision(context, changed);
}

/** Starts new replicas, then stops the old ones. Throws ArmError when the revision is not active. */
export async function restartRevision(context: EmulatorContext, revision: Revision): Promise<void> {
  if (!revision.active) {
    throw new ArmError(
      400,
      'ContainerAppRevisionNotActive',
      `The revision '${revision.name}' is not active and cannot be restarted.`,
    );
  }
  await context.replicas.restart(revision);
}

export async function removeRevisions(context: EmulatorContext, appId: string): Promise<void> {
  for (const revision of revisionsOf(context, appId)) {
    await context.replicas.remove(revision);
    context.state.revisions.delete(keyOf(appId, revision.name));
  }
}

/** The revision that takes an app's traffic when no weights say otherwise: the newest that has been ready. */
export function latestReadyRevision(context: EmulatorContext, appId: string): Revision | undefined {
  return revisionsOf(context, appId).findLast(({ wasReady, active }) => wasReady && active);
}

export function minReplicasOf(template: JsonObject): number {
  return storedApp.shape.template.parse(template).scale?.minReplicas ?? DEFAULT_MIN_REPLICAS;
}

function keyOf(appId: string, name: string): string {
  return `${appId}/revisions/${name}`;
}

/** Hands every active revision to the replica host again, after a start of the emulator. */
export function resumeRevisions(context: EmulatorContext): void {
  for (const revision of context.state.revisions.values()) {
    const app = context.state.resources.get(revision.appId);
    if (app && revision.active) applyRevision(context, app, revision);
  }
}
