import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessAborted } from './abortable.ts';
import { type EndedBy, keepsFailing, notStarted, terminated } from './container-events.ts';
import type { ContainerPlan } from './container-plan.ts';
import type { ContainerProcess, Exit } from './container-process.ts';
import { CrashBackOff } from './crash-back-off.ts';
import { launch } from './launch.ts';
import { LineStamps } from './line-stamps.ts';
import { LogRing } from './log-ring.ts';
import { type Prepared, prepareContainer } from './prepare-container.ts';
import { watchProbes } from './probe-watch.ts';
import { withDefaultProbes } from './probes.ts';
import type { ContainerStatus, LogLine } from './replica-host.ts';
import type { ReplicaWorld } from './replica-world.ts';

type State = { is: ContainerStatus['runningState']; details?: string };

/** From this many failures in a row a container counts as one that keeps failing. */
const KEEPS_FAILING_FROM = 2;

/** One container: pulls its image, runs its process, watches its probes, and starts it again when it ends. */
export class Container {
  readonly log: LogRing<LogLine>;
  /** Resolves when a container that runs once has done its work; never for another. */
  readonly completed: Promise<void>;
  readonly #plan: ContainerPlan;
  readonly #world: ReplicaWorld;
  readonly #backOff: CrashBackOff;
  readonly #stamps: LineStamps;
  readonly #stopping = new AbortController();
  readonly #completion = Promise.withResolvers<void>();
  readonly #life: Promise<void>;
  #process: ContainerProcess | undefined;
  #state: State = { is: 'Waiting', details: 'ContainerCreating' };
  #started = false;
  #ready = false;
  #starts = 0;
  #lastFailure = '';

  constructor(plan: ContainerPlan, world: ReplicaWorld) {
    this.#plan = plan;
    this.#world = world;
    this.completed = this.#completion.promise;
    this.#backOff = new CrashBackOff(world.pace);
    this.#stamps = new LineStamps(world.clock);
    this.log = new LogRing((missed) =>
      this.#line('stderr', `The reader was too slow: ${missed} lines are missing here.`),
    );
    this.#life = this.#live(this.#stopping.signal);
  }

  get name(): string {
    return this.#plan.name;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Why it does not come up; undefined while it is ready or still may become so. */
  get failure(): string | undefined {
    return !this.#ready && this.#backOff.failures >= KEEPS_FAILING_FROM ? this.#lastFailure : undefined;
  }

  status(): ContainerStatus {
    const { is, details } = this.#state;
    return {
      name: this.#plan.name,
      ready: this.#ready,
      started: this.#started,
      restartCount: Math.max(0, this.#starts - 1),
      runningState: is,
      ...(details === undefined ? {} : { runningStateDetails: details }),
    };
  }

  /** Resolves when nothing of it runs any more. A later call may shorten the patience of an earlier one. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    this.#become({ is: this.#state.is, details: 'Terminating' }, { ready: false });
    await this.#process?.stop(graceMs);
    await this.#life;
  }

  async #live(signal: AbortSignal): Promise<void> {
    let prepared: Prepared | undefined;
    let since = 0;
    while (!signal.aborted) {
      try {
        prepared ??= await this.#prepare(signal);
        since = this.#world.clock.now();
        const exit = await this.#runOnce(prepared, signal);
        if (this.#plan.runsOnce && exit.code === 0 && !signal.aborted) return this.#complete();
        this.#lastFailure = `CrashLoopBackOff: the last exit code was ${exit.code} (${exit.reason})`;
      } catch (error) {
        if (signal.aborted) break;
        this.#failed(prepared === undefined ? 'ImagePullFailure' : 'ContainerCreateFailure', error);
      }
      const livedMs = prepared === undefined ? 0 : this.#world.clock.now() - since;
      await this.#pause(livedMs, prepared === undefined, signal);
    }
    this.#become({ is: 'Terminated' }, { started: false, ready: false });
    this.log.close();
  }

  #complete(): void {
    this.#become({ is: 'Terminated', details: 'Completed' }, { ready: true });
    this.log.close();
    this.#completion.resolve();
  }

  async #prepare(signal: AbortSignal): Promise<Prepared> {
    await unlessAborted(this.#world.begin, signal);
    this.#become({ is: 'Waiting', details: `PullingImage: ${this.#plan.image}` });
    return await prepareContainer(this.#plan, this.#world, signal);
  }

  async #runOnce(prepared: Prepared, signal: AbortSignal): Promise<Exit> {
    const cwd = join(this.#world.folder, `${this.name}-${this.#starts}`);
    await mkdir(cwd, { recursive: true });
    const port = await this.#world.port();
    signal.throwIfAborted();
    const lifetime = new AbortController();
    const running = this.#start(prepared, port, cwd);
    let endedBy: EndedBy;
    try {
      const probing = this.#probe(port, AbortSignal.any([signal, lifetime.signal]));
      const verdict = await Promise.race([running.exited, probing.then((reason) => ({ reason }))]);
      if (!('code' in verdict)) {
        endedBy = 'probe';
        this.#world.event(
          'Warning',
          'ProbeFailed',
          `Container '${this.name}' ${verdict.reason}, will be restarted`,
        );
        await running.stop(this.#world.terminationGraceMs);
      }
      return await running.exited;
    } finally {
      lifetime.abort();
      const exit = await running.exited;
      this.#process = undefined;
      await rm(cwd, { recursive: true, force: true });
      this.#ended(exit, signal.aborted ? 'request' : endedBy);
    }
  }

  #probe(port: number, signal: AbortSignal): Promise<string> {
    const { clock, pace, defaultProbePort } = this.#world;
    const { probes } = this.#plan;
    return watchProbes(defaultProbePort > 0 ? withDefaultProbes(probes, defaultProbePort) : probes, {
      port,
      clock,
      pace,
      signal,
      onFailure: (text, count) =>
        this.#world.event('Warning', 'ProbeFailed', `Container '${this.name}': ${text}`, count),
      onStarted: () => this.#become(this.#state, { started: true }),
      onReady: (ready) => this.#become(this.#state, { ready: ready && !this.#plan.runsOnce }),
    });
  }

  #start(prepared: Prepared, port: number, cwd: string): ContainerProcess {
    const source = { container: this.name, image: this.#plan.image };
    const onLine = (stream: LogLine['stream'], text: string) => {
      const line = this.#line(stream, text);
      this.log.push(line, text.length);
      this.#world.wrote(source, line);
    };
    this.#starts += 1;
    this.#process = launch(this.#plan, this.#world, prepared, { port, cwd, onLine });
    this.#become({ is: 'Running' }, { started: false });
    this.#world.event('Normal', 'ContainerCreated', `Created container '${this.name}'`);
    this.#world.event('Normal', 'ContainerStarted', `Started container '${this.name}'`);
    return this.#process;
  }

  #ended(exit: Exit, by: EndedBy): void {
    const { type, reason, message } = terminated(this.name, exit, by);
    this.#world.event(type, reason, message);
    const details = `Exit code ${exit.code} (${exit.reason})`;
    this.#become({ is: 'Terminated', details }, { started: false, ready: false });
  }

  #failed(cause: 'ImagePullFailure' | 'ContainerCreateFailure', error: unknown): void {
    const details = error instanceof Error ? error.message : String(error);
    this.#lastFailure = `${cause === 'ImagePullFailure' ? 'ImagePullBackOff' : cause}: ${details}`;
    const { type, reason, message } = notStarted(this.name, cause, details);
    this.#world.event(type, reason, message);
  }

  async #pause(livedMs: number, isPull: boolean, signal: AbortSignal): Promise<void> {
    const waitMs = this.#backOff.next(livedMs);
    this.#become({ is: 'Waiting', details: this.#lastFailure });
    if (this.#backOff.failures >= KEEPS_FAILING_FROM) {
      const { type, reason, message } = keepsFailing(this.name, this.#plan.image, isPull);
      this.#world.event(type, reason, message);
    }
    await this.#world.clock.wait(waitMs, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  #become(state: State, flags: { started?: boolean; ready?: boolean } = {}): void {
    this.#state = state;
    this.#started = flags.started ?? this.#started;
    this.#ready = (flags.ready ?? this.#ready) && !this.#stopping.signal.aborted;
    this.#world.changed();
  }

  #line(stream: LogLine['stream'], text: string): LogLine {
    return { at: this.#stamps.next(), stream, text };
  }
}
