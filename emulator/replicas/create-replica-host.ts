import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { TERMINATION_GRACE_MS } from './container.ts';
import { ImageStore } from './images.ts';
import { Ingress } from './ingress.ts';
import { LayerStore } from './layers.ts';
import { MountLinks } from './mounts.ts';
import { ProcessRegistry } from './process-registry.ts';
import type { ReplicaHost } from './replica-host.ts';
import type { HostWorld } from './replica-world.ts';
import { RevisionController } from './revision-controller.ts';
import { SystemEvents } from './system-events.ts';

export type ReplicaHostOptions = {
  /** Folder for what runs: process records, working folders, containers' layers. One host at a time. */
  dir: string;
  /** Folder for the environments that stand for images; several hosts may share it. */
  imagesDir: string;
  clock: Clock;
  /** Factor on the service's waiting times (back-off, probe intervals); 0 for no wait that can be spared. */
  pace: number;
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
  const workFolder = join(options.dir, 'work');
  const begin = registry.endLeftovers().then(() => rm(workFolder, { recursive: true, force: true }));
  const layers = new LayerStore(join(options.dir, 'layers'), join(options.imagesDir, 'pip-cache'));
  const mountLinks = new MountLinks();
  const images = new ImageStore(options.imagesDir, options.python ?? 'python3');
  const ingress = new Ingress();
  const world: HostWorld = {
    clock: options.clock,
    pace: options.pace,
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

  const eventsOf = (appName: string): SystemEvents => {
    const known = events.get(appName) ?? new SystemEvents(appName, options.clock);
    events.set(appName, known);
    return known;
  };
  const leaving = new Set<RevisionController>();
  const forgetApp = async (appName: string): Promise<void> => {
    if ([...revisions.values()].some((revision) => revision.appName === appName)) return;
    events.get(appName)?.close();
    events.delete(appName);
    await layers.removeApp(appName);
  };

  return {
    apply(spec) {
      const revision = revisions.get(spec.revisionName);
      if (revision === undefined) {
        revisions.set(spec.revisionName, new RevisionController(spec, world, eventsOf(spec.appName)));
      } else {
        revision.apply(spec);
      }
    },
    async restart(revisionName) {
      const revision = revisions.get(revisionName);
      if (revision === undefined) throw new Error(`There is no revision ${revisionName}.`);
      revision.restart();
    },
    async remove(revisionName) {
      const revision = revisions.get(revisionName);
      if (revision === undefined) return;
      revisions.delete(revisionName);
      leaving.add(revision);
      await revision.stop(TERMINATION_GRACE_MS);
      leaving.delete(revision);
      await forgetApp(revision.appName);
    },
    replicas(revisionName) {
      return (revisions.get(revisionName)?.replicas ?? []).map((replica) => replica.status());
    },
    health(revisionName) {
      return revisions.get(revisionName)?.health() ?? { runningState: 'Stopped' };
    },
    async *consoleLog(replicaName, containerName, logOptions) {
      const replica = [...revisions.values()]
        .flatMap(({ replicas }) => replicas)
        .find(({ name }) => name === replicaName);
      const container = replica?.containers.find(({ name }) => name === containerName);
      if (container !== undefined) yield* container.log.read(logOptions);
    },
    systemLog(appName, logOptions) {
      return eventsOf(appName).read(logOptions);
    },
    async forward(revisionName, request) {
      return await ingress.forward(revisions.get(revisionName), request);
    },
    async close() {
      await begin;
      await ingress.close();
      const stops = [...revisions.values(), ...leaving].map((revision) => revision.stop(CLOSE_GRACE_MS));
      await Promise.all([...stops, images.close()]);
      for (const log of events.values()) log.close();
      revisions.clear();
      events.clear();
      mountLinks.close();
    },
  };
}
