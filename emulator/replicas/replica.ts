import { Container, TERMINATION_GRACE_MS } from './container.ts';
import { freePort } from './free-port.ts';
import { replicaName } from './names.ts';
import type { ReplicaStatus, RevisionSpec } from './replica-host.ts';
import type { HostWorld } from './replica-world.ts';
import type { SystemEvents } from './system-events.ts';

export type ReplicaPlace = {
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
  /** Requests under way, so that the ingress can pick the least busy one. */
  requests = 0;
  readonly #createdTime: string;
  #port: Promise<number> | undefined;
  #stopping = false;

  constructor(
    spec: RevisionSpec,
    place: ReplicaPlace,
    world: HostWorld,
    events: SystemEvents,
    changed: () => void,
  ) {
    const { appName, revisionName, hostname } = spec;
    this.name = replicaName(revisionName, place.generation);
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
          appName,
          hostname,
          targetPort: index === 0 ? spec.targetPort : 0,
          position: place.position,
          port: () => this.port(),
          event: (type, reason, message) => events.write({ type, reason, message, ...about }),
          changed,
        }),
    );
  }

  get ready(): boolean {
    return !this.#stopping && this.containers.every((container) => container.ready);
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

  /** Resolves when its processes have ended; a later call with less patience hastens the first. */
  async stop(graceMs: number = TERMINATION_GRACE_MS): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.containers.map((container) => container.stop(graceMs)));
  }
}
