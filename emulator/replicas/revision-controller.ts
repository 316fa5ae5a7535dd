import { settledOrAborted } from './abortable.ts';
import { Replica } from './replica.ts';
import type { ReplicaHost, RevisionSpec } from './replica-host.ts';
import type { HostWorld } from './replica-world.ts';
import type { EventReason, SystemEvents } from './system-events.ts';

/** After this long the old replicas of a restart are stopped even though the new ones are not ready. */
const REPLACE_LIMIT_MS = 10 * 60_000;
/** A revision that may scale to zero does so this long after its last request, as the service's HTTP rule does. */
const COOL_DOWN_MS = 300_000;

/** Keeps the replicas of one revision as its specification asks. */
export class RevisionController {
  readonly #world: HostWorld;
  readonly #events: SystemEvents;
  readonly #replicas = new Set<Replica>();
  readonly #ended = new AbortController();
  #spec: RevisionSpec;
  #generation = 0;
  /** Until when old replicas that still serve may stay beside the new ones. */
  #replaceBy = 0;
  /** A new revision starts one replica even when it may scale to zero, to show that it works. */
  #awake = true;
  #requests = 0;
  #coolDown = new AbortController();
  #change = Promise.withResolvers<void>();

  constructor(spec: RevisionSpec, world: HostWorld, events: SystemEvents) {
    this.#spec = spec;
    this.#world = world;
    this.#events = events;
    this.#write('RevisionCreation', `Creating revision '${spec.revisionName}'`);
    this.#reconcile();
    this.#beginCoolDown();
  }

  get appName(): string {
    return this.#spec.appName;
  }

  get replicas(): Replica[] {
    return [...this.#replicas];
  }

  /** Takes a new scale or activity; the containers stay as the revision was created. */
  apply({ minReplicas, maxReplicas, active }: RevisionSpec): void {
    if (active && !this.#spec.active) this.#awake = true;
    this.#spec = { ...this.#spec, minReplicas, maxReplicas, active };
    this.#reconcile();
    this.#beginCoolDown();
  }

  restart(): void {
    if (!this.#spec.active) throw new Error(`Revision ${this.#spec.revisionName} is not active.`);
    this.#generation += 1;
    this.#replaceBy = this.#world.clock.now() + REPLACE_LIMIT_MS;
    this.#reconcile();
    this.#after(REPLACE_LIMIT_MS, this.#ended.signal, () => this.#reconcile());
  }

  health(): ReturnType<ReplicaHost['health']> {
    if (!this.#spec.active) return { runningState: 'Stopped' };
    const current = this.#current();
    if (this.replicas.some((replica) => replica.ready)) return { runningState: 'Running' };
    if (this.#wanted() === 0) return { runningState: 'Running', details: 'Scaled to zero' };
    const failures = current.map((replica) => replica.failure);
    const [first] = failures;
    return first !== undefined && failures.every((failure) => failure !== undefined)
      ? { runningState: 'Failed', details: first }
      : { runningState: 'Processing' };
  }

  /** The least busy ready replica, after waking the revision if it sleeps; undefined when there is none in time. */
  async pick(waitMs: number, signal: AbortSignal): Promise<Replica | undefined> {
    const sleeping = this.#wanted() === 0 && this.#spec.active;
    if (sleeping) {
      this.#awake = true;
      this.#reconcile();
    }
    const mayWait = this.#spec.active && this.#spec.minReplicas === 0;
    const limit = AbortSignal.any([signal, this.#ended.signal, AbortSignal.timeout(waitMs)]);
    for (;;) {
      const ready = this.replicas.filter((replica) => replica.ready);
      const [best] = ready.sort((a, b) => a.requests - b.requests);
      if (best !== undefined || !mayWait || limit.aborted) return best;
      await settledOrAborted(this.#change.promise, limit);
    }
  }

  /** Counts a request from its arrival to the end of its answer: a revision with one under way does not fall asleep. */
  requestBegan(): () => void {
    this.#requests += 1;
    this.#coolDown.abort();
    return () => {
      this.#requests -= 1;
      this.#beginCoolDown();
    };
  }

  async stop(graceMs?: number): Promise<void> {
    this.#spec = { ...this.#spec, active: false };
    this.#ended.abort();
    await Promise.all(this.replicas.map((replica) => this.#stop(replica, graceMs)));
  }

  #reconcile(): void {
    const wanted = this.#wanted();
    const current = this.#current();
    const taken = new Set(current.map((replica) => replica.place.position));
    for (let position = 0; position < wanted; position += 1) {
      if (!taken.has(position)) this.#create(position);
    }
    const replaced =
      this.#current().every((replica) => replica.ready) || this.#world.clock.now() >= this.#replaceBy;
    for (const replica of this.replicas.filter(({ stopping }) => !stopping)) {
      const isOld = replica.place.generation !== this.#generation;
      const isSuperfluous = isOld ? replaced || !replica.ready : replica.place.position >= wanted;
      if (isSuperfluous) this.#stop(replica);
    }
  }

  #create(position: number): void {
    const place = { generation: this.#generation, position };
    this.#replicas.add(new Replica(this.#spec, place, this.#world, this.#events, () => this.#noticeChange()));
  }

  async #stop(replica: Replica, graceMs?: number): Promise<void> {
    if (!replica.stopping)
      this.#write('StoppingContainer', `Stopping replica '${replica.name}'`, replica.name);
    await replica.stop(graceMs);
    this.#replicas.delete(replica);
    this.#events.forgetReplica(replica.name);
    this.#noticeChange();
  }

  /** The replicas of the newest generation that are meant to stay. */
  #current(): Replica[] {
    return this.replicas.filter(({ place, stopping }) => place.generation === this.#generation && !stopping);
  }

  #wanted(): number {
    if (!this.#spec.active) return 0;
    return Math.min(this.#spec.maxReplicas, Math.max(this.#spec.minReplicas, this.#awake ? 1 : 0));
  }

  #beginCoolDown(): void {
    this.#coolDown.abort();
    if (this.#spec.minReplicas > 0 || this.#requests > 0 || !this.#spec.active) return;
    this.#coolDown = new AbortController();
    this.#after(COOL_DOWN_MS, AbortSignal.any([this.#ended.signal, this.#coolDown.signal]), () => {
      this.#awake = false;
      this.#write('ScaledToZero', `Scaled revision '${this.#spec.revisionName}' to zero replicas`);
      this.#reconcile();
    });
  }

  /** Reconciles soon rather than now: a change is often told in the middle of another one. */
  #noticeChange(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
    queueMicrotask(() => this.#reconcile());
  }

  #after(ms: number, signal: AbortSignal, action: () => void): void {
    this.#world.clock.wait(ms, signal).then(action, (error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  #write(reason: EventReason, message: string, replicaName = ''): void {
    const { revisionName } = this.#spec;
    this.#events.write({ type: 'Normal', reason, message, revisionName, replicaName });
  }
}
