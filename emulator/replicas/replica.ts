import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { folderName } from '../folder-name.ts';
import { settledOrAborted } from './abortable.ts';
import { Container } from './container.ts';
import { freePort } from './free-port.ts';
import { replicaName } from './names.ts';
import type { ContainerSpec, ReplicaStatus, RevisionSpec } from './replica-host.ts';
import { ReplicaVolumes } from './replica-volumes.ts';
import type { HostWorld, ReplicaWorld } from './replica-world.ts';
import type { SystemEvents } from './system-events.ts';

/** An app may drop its requests when it is asked to end, so those under way get this long before. */
const DRAIN_LIMIT_MS = 5_000;

type ReplicaPlace = {
  /** Counts the restarts of the revision. */
  generation: number;
  /** Its number among the replicas of its generation, from 0. */
  position: number;
};

/** One replica of a revision: its containers, which share one loopback port and the replica's volumes. */
export class Replica {
  readonly name: string;
  readonly place: ReplicaPlace;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  readonly #createdTime: string;
  readonly #folder: string;
  readonly #volumes: ReplicaVolumes;
  readonly #terminationGraceMs: number;
  readonly #made: Promise<void>;
  #requests = 0;
  #idle = Promise.withResolvers<void>();
  #port: Promise<number> | undefined;
  #stopping = false;

  constructor(
    spec: RevisionSpec,
    place: ReplicaPlace,
    world: HostWorld,
    events: SystemEvents,
    changed: () => void,
  ) {
    const { appId, appName, revisionName, hostname } = spec;
    this.name = replicaName(spec, place.generation);
    this.place = place;
    this.#folder = join(world.workFolder, folderName(appId), this.name);
    this.#volumes = new ReplicaVolumes(join(this.#folder, 'volumes'), spec.volumes, world.mountLinks);
    this.#terminationGraceMs = spec.terminationGraceSeconds * 1_000;
    this.#createdTime = new Date(world.clock.now()).toISOString();
    const about = { revisionName, replicaName: this.name };
    events.write({
      type: 'Normal',
      reason: 'AssigningReplica',
      message: `Replica '${this.name}' has been scheduled to run on a node.`,
      ...about,
    });
    const shared = {
      ...world,
      ...about,
      appId,
      appName,
      hostname,
      folder: this.#folder,
      terminationGraceMs: this.#terminationGraceMs,
      defaultProbePort: 0,
      position: place.position,
      port: () => this.port(),
      event: (type, reason, message, count) => events.write({ type, reason, message, ...about }, count),
      wrote: (source, line) => world.archive.keepLine(spec, { ...about, ...source }, line),
      changed,
    } satisfies ReplicaWorld;
    this.#made = world.begin.then(() => this.#volumes.make());
    let begin = this.#made;
    this.initContainers = spec.initContainers.map((container) => {
      const init = this.#container({ ...container, probes: [] }, true, { ...shared, begin });
      begin = init.completed;
      return init;
    });
    this.containers = spec.containers.map((container, index) => {
      const defaultProbePort = index === 0 && !spec.onGpu ? spec.targetPort : 0;
      return this.#container(container, false, { ...shared, begin, defaultProbePort });
    });
  }

  get ready(): boolean {
    return !this.#stopping && this.containers.every((container) => container.ready);
  }

  /** Requests under way. */
  get requests(): number {
    return this.#requests;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  get failure(): string | undefined {
    const failures = [...this.initContainers, ...this.containers].map((container) => container.failure);
    return failures.find((failure) => failure !== undefined);
  }

  /** The loopback port that stands for the app's target port. */
  port(): Promise<number> {
    this.#port ??= freePort();
    return this.#port;
  }

  /** Counts a request until the function that it returns is called. */
  requestBegan(): () => void {
    this.#requests += 1;
    return () => {
      this.#requests -= 1;
      if (this.#requests === 0) this.#idle.resolve();
    };
  }

  status(): ReplicaStatus {
    const containers = this.containers.map((container) => container.status());
    const details = this.#stopping ? 'Terminating' : this.failure;
    const running = !this.#stopping && containers.every(({ runningState }) => runningState === 'Running');
    return {
      name: this.name,
      createdTime: this.#createdTime,
      runningState: running ? 'Running' : 'NotRunning',
      ...(details === undefined ? {} : { runningStateDetails: details }),
      initContainers: this.initContainers.map((container) => container.status()),
      containers,
    };
  }

  /** Takes no more requests, ends those under way if they do not take long, and stops. */
  async retire(): Promise<void> {
    this.#stopping = true;
    this.#idle = Promise.withResolvers<void>();
    if (this.#requests > 0) await settledOrAborted(this.#idle.promise, AbortSignal.timeout(DRAIN_LIMIT_MS));
    await this.stop(this.#terminationGraceMs);
  }

  /** Resolves when its processes have ended and its volumes are gone; a later call with less patience hastens the first. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const limitMs = Math.min(graceMs, this.#terminationGraceMs);
    const all = [...this.initContainers, ...this.containers];
    await Promise.all(all.map((container) => container.stop(limitMs)));
    await Promise.allSettled([this.#made]);
    this.#volumes.release();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #container({ mounts, ...rest }: ContainerSpec, runsOnce: boolean, world: ReplicaWorld): Container {
    const found = mounts.map((mount) => this.#volumes.mount(mount));
    return new Container({ ...rest, mounts: found, runsOnce }, world);
  }
}
