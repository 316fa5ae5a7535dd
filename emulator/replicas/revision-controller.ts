import { settledOrAborted } from './abortable.ts';
import { Replica } from './replica.ts';
import type { ReplicaHost, RevisionSpec } from './replica-host.ts';
import type { HostWorld } from './replica-world.ts';
import type { EventReason, SystemEvents } from './system-events.ts';
import { Wakefulness } from './wakefulness.ts';

/** After this long the old replicas of a restart are stopped even though the new ones are not ready. */
const REPLACE_LIMIT_MS = 10 * 60_000;

/** A place at a replica for one request; `end` gives it back. */
export type Lease = { port: number; end(): void };

/** Keeps the replicas of one revision as its specification asks. */
export class RevisionController {
  readonly #world: HostWorld;
  readonly #events: SystemEvents;
  readonly #replicas = new Set<Replica>();
  readonly #ended = new AbortController();
  readonly #wakefulness: Wakefulness;
  #spec: RevisionSpec;
  #generation = 0;
  /** Until when old replicas that still serve may stay beside the new ones. */
  #replaceBy = 0;
  #change = Promise.withResolvers<void>();

  constructor(spec: RevisionSpec, world: HostWorld, events: SystemEvents) {
    this.#spec = spec;
    this.#world = world;
    this.#events = events;
    this.#wakefulness = new Wakefulness(world.clock, () => this.#fellAsleep());
    this.#write('RevisionCreation', `Creating revision '${spec.revisionName}'`);
    this.#reconcile();
  }

  get appId(): string {
    return this.#spec.appId;
  }

  get replicas(): Replica[] {
    return [...this.#replicas];
  }

  /** Takes a new scale or activity; the containers stay as the revision was created. */
  apply({ minReplicas, maxReplicas, active }: RevisionSpec): void {
    if (active && !this.#spec.active) this.#wakefulness.wake();
    this.#spec = { ...this.#spec, minReplicas, maxReplicas, active };
    this.#reconcile();
  }

  restart(): void {
    if (!this.#spec.active) throw new Error(`Revision ${this.#spec.revisionName} is not active.`);
    this.#generation += 1;
    this.#replaceBy = this.#world.clock.now() + REPLACE_LIMIT_MS;
    this.#reconcile();
    const { signal } = this.#ended;
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

  /** Waits for a ready replica only when the revision may sleep at zero, and then wakes it; undefined when there is none. */
  async lease(waitMs: number, signal: AbortSignal): Promise<Lease | undefined> {
    const ended = this.#wakefulness.requestBegan();
    this.#reconcile();
    const mayWait = this.#spec.active && this.#spec.minReplicas === 0;
    const replica = this.#leastBusy() ?? (mayWait ? await this.#nextReady(waitMs, signal) : undefined);
    if (replica === undefined) {
      ended();
      return undefined;
    }
    const left = replica.requestBegan();
    return { port: await replica.port(), end: once(() => [left(), ended()]) };
  }

  /** Ends everything, without regard for requests under way. */
  async stop(graceMs: number): Promise<void> {
    this.#spec = { ...this.#spec, active: false };
    this.#ended.abort();
    this.#wakefulness.close();
    await Promise.all(this.replicas.map((replica) => replica.stop(graceMs)));
    this.#replicas.clear();
  }

  async #nextReady(waitMs: number, signal: AbortSignal): Promise<Replica | undefined> {
    const limit = AbortSignal.any([signal, this.#ended.signal, AbortSignal.timeout(waitMs)]);
    while (this.#leastBusy() === undefined && !limit.aborted) {
      await settledOrAborted(this.#change.promise, limit);
    }
    return this.#leastBusy();
  }

  #leastBusy(): Replica | undefined {
    const ready = this.replicas.filter((replica) => replica.ready);
    return ready.sort((a, b) => a.requests - b.requests)[0];
  }

  #reconcile(): void {
    if (this.#ended.signal.aborted) return;
    const wanted = this.#wanted();
    const taken = new Set(this.#current().map((replica) => replica.place.position));
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

  #fellAsleep(): void {
    if (!this.#spec.active || this.#spec.minReplicas > 0) return;
    this.#write('ScaledToZero', `Scaled revision '${this.#spec.revisionName}' to zero replicas`);
    this.#reconcile();
  }

  /** The replicas of the newest generation that are meant to stay. */
  #current(): Replica[] {
    return this.replicas.filter(({ place, stopping }) => place.generation === this.#generation && !stopping);
  }

  #wanted(): number {
    if (!this.#spec.active) return 0;
    const least = this.#wakefulness.awake ? 1 : 0;
    return Math.min(this.#spec.maxReplicas, Math.max(this.#spec.minReplicas, least));
  }

  /** Reconciles soon rather than now: a change is often told in the middle of another one. */
  #noticeChange(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
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
