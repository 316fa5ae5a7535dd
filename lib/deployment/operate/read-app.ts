import 'server-only';
import type { AppAddress } from '@/lib/azure/container-apps';
import { getEnvironment } from '@/lib/azure/environments';
import { type AppScale, type OperatedApp, readOperatedApp } from '@/lib/azure/operate-app';
import { plainLocation } from '@/lib/azure/providers';
import { getRevision, listReplicas } from '@/lib/azure/revisions';
import type { Project } from '@/lib/config/projects';
import { latestOf } from '@/lib/deployment/operate/restart';
import { type AppFacts, appStateOf } from '@/lib/deployment/operate/rules';
import { readTarget } from '@/lib/deployment/target';

/** An app as its page shows it. */
export type AppView = AppFacts & {
  appName: string;
  resourceId: string;
  /** Of its endpoint. */
  url: string;
  location: string;
  environmentName: string | null;
  /** As the environment calls it. */
  profileName: string;
  image: string | null;
  revisionName: string;
  /** Of the newest revision. */
  replicas: { total: number; ready: number };
  scale: AppScale & { coolDownSeconds: number };
};

/** Looks at the project's app. AppError `not_provisioned`, or Azure's own where there is no such app. */
export async function readApp(project: Project, signal?: AbortSignal): Promise<AppView> {
  const { app: at, server } = await readTarget(project);
  const { app, ...seen } = await lookAtApp(at, signal);
  return {
    ...seen,
    revisionMode: app.revisionMode,
    appName: at.appName,
    resourceId: app.id,
    url: server.baseUrl,
    location: app.location,
    environmentName: app.environment?.name ?? null,
    profileName: app.profileName,
    image: app.image ?? null,
    scale: app.scale,
  };
}

/** Where the app computes, and on what: the type of its profile, such as `NC24-A100`. Throws as `readApp` does. */
export async function readAppSize(
  project: Project,
  signal?: AbortSignal,
): Promise<{ location: string; profileType: string }> {
  const { app: at } = await readTarget(project);
  const app = await readOperatedApp(at, signal);
  return { location: plainLocation(app.location), profileType: await profileTypeOf(at, app, signal) };
}

/** What the environment's profile of the app is; its name, where the environment does not tell. */
export async function profileTypeOf(
  { subscriptionId }: AppAddress,
  { environment, profileName }: OperatedApp,
  signal?: AbortSignal,
): Promise<string> {
  if (!environment) return profileName;
  const at = { subscriptionId, resourceGroup: environment.resourceGroup, environmentName: environment.name };
  const profiles = (await getEnvironment(at, signal))?.profiles ?? [];
  return profiles.find(({ name }) => name === profileName)?.type ?? profileName;
}

type Look = Pick<AppView, 'state' | 'revisionName' | 'replicas'> & { app: OperatedApp };

/** An app with the state that it is in. */
export async function lookAtApp(at: AppAddress, signal?: AbortSignal): Promise<Look> {
  const app = await readOperatedApp(at, signal);
  const revisionName = latestOf(app, at.appName);
  const [revision, found] = await Promise.all([
    getRevision(at, revisionName, signal),
    listReplicas(at, revisionName, signal),
  ]);
  const replicas = found
    .filter(({ runningState }) => runningState !== 'NotRunning')
    .map(({ containers }) => ({ ready: containers.length > 0 && containers.every(({ ready }) => ready) }));
  return {
    app,
    revisionName,
    state: appStateOf({ ...app, revision, minReplicas: app.scale.minReplicas, replicas }),
    replicas: { total: replicas.length, ready: replicas.filter(({ ready }) => ready).length },
  };
}
