import { settledOrAborted } from './abortable.ts';
import { Container, TERMINATION_GRACE_MS } from './container.ts';
import { freePort } from './free-port.ts';
import { replicaName } from './names.ts';
import type { ReplicaStatus, RevisionSpec } from './replica-host.ts';
import type { HostWorld } from './replica-world.ts';
import type { SystemEvents } from './system-events.ts';

/** An app may drop its requests when it is asked to end, so those under way get this long before. */
const DRAIN_LIMIT_MS = 5_000;

type ReplicaPlace = {
  /** Counts the restarts of the revision. */
  generation: number;
  /** Its number among the replicas of its generation, from 0. */
  position: number;
};

/** One replica of a revision: its containers, which share one loopback port. */
export class Replica {
  readonly name: string;
  readonly place: ReplicaPlace;
  readonly containers: readonly Container[];
  readonly #createdTime: string;
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
    this.#createdTime = new Date(world.clock.now()).toISOString();
    const about = { revisionName, replicaName: this.name };
    events.write({
      type: 'Normal',
      reason: 'AssigningReplica',
      message: `Replica '${this.name}' has been scheduled to run on a node.`,
      ...about,
    });
    this.containers = spec.containers.map(
      (container, index) =>
        new Container(container, {
          ...world,
          ...about,
          appId,
          appName,
          hostname,
          defaultProbePort: index === 0 && !spec.onGpu ? spec.targetPort : 0,
          position: place.position,
          port: () => this.port(),
          event: (type, reason, message, count) => events.write({ type, reason, message, ...about }, count),
          changed,
        }),
    );
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
    return this.containers.map((container) => container.failure).find((failure) => failure !== undefined);
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
      containers,
    };
  }

  /** Takes no more requests, ends those under way if they do not take long, and stops. */
  async retire(): Promise<void> {
    this.#stopping = true;
    this.#idle = Promise.withResolvers<void>();
    if (this.#requests > 0) await settledOrAborted(this.#idle.promise, AbortSignal.timeout(DRAIN_LIMIT_MS));
    await this.stop(TERMINATION_GRACE_MS);
  }

  /** Resolves when its processes have ended; a later call with less patience hastens the first. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.containers.map((container) => container.stop(graceMs)));
  }
}
