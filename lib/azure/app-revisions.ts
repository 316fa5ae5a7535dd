import 'server-only';
import type { Revision as ArmRevision, ContainerApp } from '@azure/arm-appcontainers';
import { callAzure, listAzure } from '@/lib/azure/call';
import { callLong } from '@/lib/azure/call-long';
import { type AppAddress, containerAppsClient } from '@/lib/azure/container-apps';
import { type TemplateFact, templateFacts } from '@/lib/azure/template-facts';
import { AppError } from '@/lib/core/errors';

/** Azure makes a new revision, or moves the traffic, before it calls the change done. */
const UPDATE_PACE = { timeoutMs: 5 * 60_000, pollIntervalMs: 1_000 };

/** In `single` mode one revision runs and has all the traffic; in `multiple` mode several run, and weights share it out. */
export type RevisionMode = 'single' | 'multiple';

export type AppRevision = {
  name: string;
  /** ISO 8601; empty when Azure does not tell. */
  createdAt: string;
  active: boolean;
  /** In percent. */
  traffic: number;
  replicas: number;
  /** Azure's words. */
  health: string;
  runningState: string;
  /** Why the platform could not bring it up, if it could not. */
  provisioningError: string | undefined;
  /** Its own host name, whatever the traffic; none without ingress. */
  host: string | undefined;
  /** What its template says. It stays on the server. */
  facts: TemplateFact[];
};

/** A share of the traffic, in whole percent: of one revision by name, or of whichever is the latest. */
export type TrafficShare = { revision: string | null; weight: number; label?: string };

/** What of an app decides which revision answers. */
export type RevisionSetup = {
  mode: RevisionMode;
  latest: string;
  /** The latest that has been ready: it has the traffic in single mode. */
  latestReady: string | undefined;
  stopped: boolean;
  /** As the app is told; none without ingress. */
  traffic: TrafficShare[] | null;
};

/** All revisions that Azure still knows, the newest first. */
export async function listRevisions(at: AppAddress, signal?: AbortSignal): Promise<AppRevision[]> {
  const found = await listAzure('list the revisions of the app', signal, (options) =>
    containerAppsClient(at).containerAppsRevisions.listRevisions(at.resourceGroup, at.appName, options),
  );
  return found.flatMap(toRevision).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Which revisions answer, and how the traffic is shared out. */
export async function readRevisionSetup(at: AppAddress, signal?: AbortSignal): Promise<RevisionSetup> {
  const { configuration, latestRevisionName, ...app } = await getApp(at, signal);
  const traffic = configuration?.ingress?.traffic?.map(({ revisionName, weight = 0, label }) => ({
    revision: revisionName ?? null,
    weight,
    ...(label && { label }),
  }));
  return {
    mode: isMultiple(configuration?.activeRevisionsMode) ? 'multiple' : 'single',
    latest: latestRevisionName ?? '',
    latestReady: app.latestReadyRevisionName || undefined,
    stopped: app.runningStatus === 'Stopped',
    traffic: configuration?.ingress ? (traffic ?? []) : null,
  };
}

/** Shares the traffic out among revisions; Azure wants the weights to add up to 100. */
export async function setTraffic(
  at: AppAddress,
  shares: TrafficShare[],
  signal?: AbortSignal,
): Promise<void> {
  const traffic = shares.map(({ revision, weight, label }) => ({
    ...(revision === null ? { latestRevision: true } : { revisionName: revision }),
    weight,
    ...(label && { label }),
  }));
  await update(at, 'share out the traffic of the app', { configuration: { ingress: { traffic } } }, signal);
}

/** Switches between one revision and several. Back to `single`, Azure ends all but the latest. */
export async function setRevisionMode(
  at: AppAddress,
  mode: RevisionMode,
  signal?: AbortSignal,
): Promise<void> {
  const activeRevisionsMode = mode === 'multiple' ? 'Multiple' : 'Single';
  await update(at, 'change the revision mode of the app', { configuration: { activeRevisionsMode } }, signal);
}

/** Ends a revision's replicas; it stays on record. */
export async function deactivateRevision(
  at: AppAddress,
  revisionName: string,
  signal?: AbortSignal,
): Promise<void> {
  await callAzure('deactivate the revision of the app', signal, (options) =>
    containerAppsClient(at).containerAppsRevisions.deactivateRevision(
      at.resourceGroup,
      at.appName,
      revisionName,
      options,
    ),
  );
}

/**
 * Makes the template of a revision the app's, which brings up a new revision like it, as `az containerapp revision copy`
 * does. What is named as empty here would else stay as the latest revision has it.
 */
export async function copyRevision(
  at: AppAddress,
  revisionName: string,
  signal?: AbortSignal,
): Promise<void> {
  const { template } = await callAzure('read the revision of the app', signal, (options) =>
    containerAppsClient(at).containerAppsRevisions.getRevision(
      at.resourceGroup,
      at.appName,
      revisionName,
      options,
    ),
  );
  if (!template?.containers) throw withoutTemplate(revisionName);
  const { initContainers = [], volumes = [], serviceBinds = [], scale, ...rest } = template;
  const copied = {
    ...rest,
    initContainers,
    volumes,
    serviceBinds,
    scale: { ...scale, rules: scale?.rules ?? [] },
    // The name of the old one is taken: Azure makes up another.
    revisionSuffix: '',
  };
  await update(at, 'copy the revision of the app', { template: copied }, signal);
}

async function update(
  at: AppAddress,
  doing: string,
  change: Pick<ContainerApp, 'configuration' | 'template'>,
  signal?: AbortSignal,
): Promise<void> {
  const { location } = await getApp(at, signal);
  const client = containerAppsClient(at);
  await callLong(client, doing, signal, UPDATE_PACE, async (options) => {
    await client.containerApps.update(at.resourceGroup, at.appName, { location, ...change }, options);
  });
}

function getApp(at: AppAddress, signal?: AbortSignal): Promise<ContainerApp> {
  return callAzure('read the container app', signal, (options) =>
    containerAppsClient(at).containerApps.get(at.resourceGroup, at.appName, options),
  );
}

function toRevision({ name, template = {}, ...revision }: ArmRevision): AppRevision[] {
  if (!name) return [];
  return [
    {
      name,
      createdAt: revision.createdTime?.toISOString() ?? '',
      active: revision.active ?? false,
      traffic: revision.trafficWeight ?? 0,
      replicas: revision.replicas ?? 0,
      health: revision.healthState ?? 'None',
      runningState: revision.runningState ?? 'Unknown',
      provisioningError: revision.provisioningError || undefined,
      host: revision.fqdn || undefined,
      facts: templateFacts(template),
    },
  ];
}

function isMultiple(mode: string | undefined): boolean {
  return mode?.toLowerCase() === 'multiple';
}

function withoutTemplate(revisionName: string): AppError {
  return new AppError('unavailable', {
    code: 'revision_without_template',
    message: `Azure does not tell what the revision ${revisionName} was made of.`,
    action: 'Roll back to another revision, or provision again.',
  });
}
