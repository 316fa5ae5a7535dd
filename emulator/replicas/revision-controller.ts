import { Demand } from './demand.ts';
import { Replica } from './replica.ts';
import type { ReplicaHost, RevisionSpec } from './replica-host.ts';
import type { HostWorld } from './replica-world.ts';
import type { EventReason, SystemEvents } from './system-events.ts';
import { WaitingRoom } from './waiting-room.ts';

/** After this long the old replicas of a restart are stopped even though the new ones are not ready. */
const REPLACE_LIMIT_MS = 10 * 60_000;
/** A replica is a process of this machine: no revision gets more of them, whatever its scale allows. */
const REPLICA_LIMIT = 30;

/** A place at a replica for one request; `end` gives it back. */
export type Lease = { port: number; end(): void };
/** Why there is no place: no replica is ready, none became so in time, or too many wait already. */
export type NoLease = 'none' | 'late' | 'crowded';

/** Keeps the replicas of one revision as its specification asks. */
export class RevisionController {
  readonly #world: HostWorld;
  readonly #events: SystemEvents;
  readonly #replicas = new Set<Replica>();
  readonly #ended = new AbortController();
  readonly #demand: Demand;
  readonly #waiting: WaitingRoom;
  #spec: RevisionSpec;
  #generation = 0;
  #wasReady = false;
  #replacing: AbortController | undefined;
  /** Until when old replicas that still serve may stay beside the new ones. */
  #replaceBy = 0;

  constructor(spec: RevisionSpec, world: HostWorld, events: SystemEvents) {
    this.#spec = spec;
    this.#world = world;
    this.#events = events;
    const { requestsPerReplica, cooldownSeconds } = spec;
    const rule = { requestsPerReplica, coolDownMs: cooldownSeconds * 1_000 };
    this.#waiting = new WaitingRoom(world.clock);
    this.#demand = new Demand(world.clock, rule, () => this.#demandFell());
    this.#write('RevisionCreation', `Creating a new revision: ${spec.revisionName}`);
    this.#reconcile();
  }

  get appId(): string {
    return this.#spec.appId;
  }

  get replicas(): Replica[] {
    return [...this.#replicas];
  }

  /**
   * Takes a new scale or activity, and new values of secrets: replicas that are there keep what they have read. All else stays
   * as the revision was created.
   */
  apply({ minReplicas, maxReplicas, active, volumes, initContainers, containers }: RevisionSpec): void {
    if (active && !this.#spec.active) this.#demand.wake();
    const read = { volumes, initContainers, containers };
    this.#spec = { ...this.#spec, minReplicas, maxReplicas, active, ...read };
    this.#reconcile();
  }

  restart(): void {
    if (!this.#spec.active) throw new Error(`Revision ${this.#spec.revisionName} is not active.`);
    this.#generation += 1;
    this.#replaceBy = this.#world.clock.now() + REPLACE_LIMIT_MS;
    this.#reconcile();
    this.#replacing?.abort();
    this.#replacing = new AbortController();
    const { signal } = this.#replacing;
    this.#world.clock.wait(REPLACE_LIMIT_MS, signal).then(
      () => this.#reconcile(),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
  }

  health(): ReturnType<ReplicaHost['health']> {
    if (!this.#spec.active) return { runningState: 'Stopped' };
    if (this.replicas.some((replica) => replica.ready)) return { runningState: 'Running' };
    if (this.#wanted() === 0) return { runningState: 'Running', details: 'Scaled to zero' };
    const failures = this.#current().map((replica) => replica.failure);
    const [first] = failures;
    const allFail = failures.every((failure) => failure !== undefined);
    return allFail && first !== undefined
      ? { runningState: 'Failed', details: first }
      : { runningState: 'Processing' };
  }

  /** Waits for a ready replica only when the revision may sleep at zero, and then wakes it. */
  async lease(waitMs: number, signal: AbortSignal): Promise<Lease | NoLease> {
    const ended = this.#demand.requestBegan();
    this.#reconcile();
    const replica = this.#leastBusy() ?? (await this.#whenAwake(waitMs, signal));
    if (typeof replica === 'string') {
      ended();
      return replica;
    }
    const left = replica.requestBegan();
    return { port: await replica.port(), end: once(() => [left(), ended()]) };
  }

  /** Ends everything, without regard for requests under way. */
  async stop(graceMs = Number.POSITIVE_INFINITY): Promise<void> {
    this.#spec = { ...this.#spec, active: false };
    this.#ended.abort();
    this.#replacing?.abort();
    this.#demand.close();
    await Promise.all(this.replicas.map((replica) => replica.stop(graceMs)));
    for (const replica of this.#replicas) this.#events.forgetReplica(replica.name);
    this.#replicas.clear();
  }

  async #whenAwake(waitMs: number, signal: AbortSignal): Promise<Replica | NoLease> {
    if (!this.#spec.active || this.#spec.minReplicas > 0) return 'none';
    const limit = AbortSignal.any([signal, this.#ended.signal]);
    const found = await this.#waiting.wait(() => this.#leastBusy(), waitMs, limit);
    return found === 'late' && this.#ended.signal.aborted ? 'none' : found;
  }

  #leastBusy(): Replica | undefined {
    const ready = this.replicas.filter((replica) => replica.ready);
    return ready.sort((a, b) => a.requests - b.requests)[0];
  }

  #reconcile(): void {
    if (this.#ended.signal.aborted) return;
    const wanted = this.#wanted();
    const taken = new Set(this.#current().map((replica) => replica.place.position));
    if (wanted > 0 && this.#wasReady && this.#replicas.size === 0 && this.#spec.minReplicas === 0) {
      const { revisionName } = this.#spec;
      const text = `Scaled apps/v1.Deployment k8se-apps/${revisionName} from 0 to ${wanted}`;
      this.#write('KEDAScaleTargetActivated', text);
    }
    for (let position = 0; position < wanted; position += 1) {
      if (!taken.has(position)) this.#create(position);
    }
    const isReplaced =
      this.#current().every((replica) => replica.ready) || this.#world.clock.now() >= this.#replaceBy;
    for (const replica of this.replicas.filter(({ stopping }) => !stopping)) {
      const isOld = replica.place.generation !== this.#generation;
      const isSuperfluous = isOld ? isReplaced || !replica.ready : replica.place.position >= wanted;
      if (isSuperfluous) this.#retire(replica);
    }
  }

  #create(position: number): void {
    const place = { generation: this.#generation, position };
    this.#replicas.add(new Replica(this.#spec, place, this.#world, this.#events, () => this.#noticeChange()));
  }

  async #retire(replica: Replica): Promise<void> {
    this.#write('StoppingContainer', `Stopping replica '${replica.name}'`, replica.name);
    await replica.retire();
    this.#replicas.delete(replica);
    this.#events.forgetReplica(replica.name);
  }

  #demandFell(): void {
    if (!this.#spec.active) return;
    if (this.#wanted() === 0 && this.#current().length > 0) {
      const { revisionName } = this.#spec;
      const text = `Deactivated apps/v1.Deployment k8se-apps/${revisionName} from ${this.#current().length} to 0`;
      this.#write('KEDAScaleTargetDeactivated', text);
    }
    this.#reconcile();
  }

  /** The replicas of the newest generation that are meant to stay. */
  #current(): Replica[] {
    return this.replicas.filter(({ place, stopping }) => place.generation === this.#generation && !stopping);
  }

  #wanted(): number {
    if (!this.#spec.active) return 0;
    const most = Math.min(this.#spec.maxReplicas, REPLICA_LIMIT);
    return Math.min(most, Math.max(this.#spec.minReplicas, this.#demand.replicas));
  }

  /** Reconciles soon rather than now: a change is often told in the middle of another one. */
  #noticeChange(): void {
    if (!this.#wasReady && this.replicas.some((replica) => replica.ready)) {
      this.#wasReady = true;
      this.#write('RevisionReady', `Successfully provisioned revision '${this.#spec.revisionName}'`);
    }
    this.#waiting.announce();
    queueMicrotask(() => this.#reconcile());
  }

  #write(reason: EventReason, message: string, replicaName = ''): void {
    const { revisionName } = this.#spec;
    this.#events.write({ type: 'Normal', reason, message, revisionName, replicaName });
  }
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
