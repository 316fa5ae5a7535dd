import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Faults } from '../armed-faults.ts';
import type { Clock } from '../clock.ts';
import { ImageStore } from './images.ts';
import { Ingress } from './ingress.ts';
import { LayerStore } from './layers.ts';
import { LogArchive } from './log-archive.ts';
import type { LogRing } from './log-ring.ts';
import { MountLinks } from './mounts.ts';
import { ProcessRegistry } from './process-registry.ts';
import type { AppRef, ReplicaHost, RevisionRef, SystemEvent } from './replica-host.ts';
import type { HostWorld } from './replica-world.ts';
import { RevisionController } from './revision-controller.ts';
import { createEventRing, SystemEvents } from './system-events.ts';

export type ReplicaHostOptions = {
  /** Folder for what runs: process records, working folders, containers' layers. One host at a time. */
  dir: string;
  /** Folder for the environments that stand for images; several hosts may share it. */
  imagesDir: string;
  clock: Clock;
  /** Factor on the service's waiting times (back-off, probe intervals); 0 for no wait that can be spared. */
  pace: number;
  faults: Faults;
  /** The machine's Python, 3.11 or newer with venv. */
  python?: string;
  /** The environment of which containers get what pip needs: proxies, certificates, PIP_*, locale. */
  environment?: NodeJS.ProcessEnv;
};

/** A program that is asked to end has 5 s: so long it waits for its containers, and the rest it needs itself. */
const CLOSE_GRACE_MS = 3_000;

/** Runs containers as processes of this machine. First ends what a killed predecessor in the same `dir` left running. */
export function createReplicaHost(options: ReplicaHostOptions): ReplicaHost {
  const registry = new ProcessRegistry(join(options.dir, 'processes'));
  const workFolder = join(options.dir, 'containers');
  const layersFolder = join(options.dir, 'layers');
  const begin = registry
    .endLeftovers(`HOME=${layersFolder}/`)
    .then(() => rm(workFolder, { recursive: true, force: true }));
  const layers = new LayerStore(layersFolder, join(options.imagesDir, 'pip-cache'));
  const mountLinks = new MountLinks();
  const images = new ImageStore(options.imagesDir, options.python ?? 'python3');
  const ingress = new Ingress();
  const archive = new LogArchive();
  const world: HostWorld = {
    clock: options.clock,
    pace: options.pace,
    faults: options.faults,
    archive,
    images,
    layers,
    registry,
    mountLinks,
    workFolder,
    machine: options.environment ?? process.env,
    begin,
  };
  const revisions = new Map<string, RevisionController>();
  const events = new Map<string, SystemEvents>();
  const environments = new Map<string, LogRing<SystemEvent>>();

  const find = (revision: RevisionRef) => revisions.get(keyOf(revision));
  const eventsOf = ({ id, name }: AppRef): SystemEvents => {
    const known = events.get(id.toLowerCase()) ?? new SystemEvents(name, options.clock);
    events.set(id.toLowerCase(), known);
    return known;
  };
  const environmentEvents = (id: string): LogRing<SystemEvent> => {
    const known = environments.get(id.toLowerCase()) ?? createEventRing('', options.clock);
    environments.set(id.toLowerCase(), known);
    return known;
  };
  const leaving = new Set<RevisionController>();
  const forgetApp = async (appId: string): Promise<void> => {
    if ([...revisions.values()].some((revision) => sameId(revision.appId, appId))) return;
    events.get(appId.toLowerCase())?.close();
    events.delete(appId.toLowerCase());
    await layers.removeApp(appId);
  };

  return {
    apply(spec) {
      const { appId, appName, environmentId, revisionName } = spec;
      const key = keyOf({ appId, name: revisionName });
      const revision = revisions.get(key);
      if (revision !== undefined) return revision.apply(spec);
      const log = eventsOf({ id: appId, name: appName });
      const environment = environmentEvents(environmentId);
      log.shareWith((event) => {
        environment.push(event, event.message.length);
        archive.keepEvent(spec, event);
      });
      revisions.set(key, new RevisionController(spec, world, log));
    },
    async restart(ref) {
      const revision = find(ref);
      if (revision === undefined) throw new Error(`There is no revision ${ref.name} of ${ref.appId}.`);
      revision.restart();
    },
    async remove(ref) {
      const revision = find(ref);
      if (revision === undefined) return;
      revisions.delete(keyOf(ref));
      leaving.add(revision);
      await revision.stop();
      leaving.delete(revision);
      await forgetApp(revision.appId);
    },
    replicas(ref) {
      return (find(ref)?.replicas ?? []).map((replica) => replica.status());
    },
    health(ref) {
      return find(ref)?.health() ?? { runningState: 'Stopped' };
    },
    async *consoleLog(ref, replicaName, containerName, logOptions) {
      const replica = find(ref)?.replicas.find(({ name }) => name === replicaName);
      const all = [...(replica?.containers ?? []), ...(replica?.initContainers ?? [])];
      const container = all.find(({ name }) => name === containerName);
      if (container !== undefined) yield* container.log.read(logOptions);
    },
    systemLog(app, logOptions) {
      return eventsOf(app).read(logOptions);
    },
    environmentLog(environmentId, logOptions) {
      return environmentEvents(environmentId).read(logOptions);
    },
    archive,
    forgetEnvironment(environmentId) {
      environments.get(environmentId.toLowerCase())?.close();
      environments.delete(environmentId.toLowerCase());
    },
    async forward(ref, request) {
      return await ingress.forward(find(ref), request);
    },
    async close() {
      await begin;
      await ingress.close();
      const stops = [...revisions.values(), ...leaving].map((revision) => revision.stop(CLOSE_GRACE_MS));
      await Promise.all([...stops, images.close()]);
      for (const log of [...events.values(), ...environments.values()]) log.close();
      environments.clear();
      revisions.clear();
      events.clear();
      mountLinks.close();
      registry.close();
    },
  };
}

function keyOf({ appId, name }: RevisionRef): string {
  return `${appId}/revisions/${name}`.toLowerCase();
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
