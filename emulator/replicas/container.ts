import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { folderName } from '../folder-name.ts';
import type { ContainerProcess, Exit } from './container-process.ts';
import { CrashBackOff } from './crash-back-off.ts';
import { launch } from './launch.ts';
import { LineStamps } from './line-stamps.ts';
import { LogRing } from './log-ring.ts';
import { type Prepared, prepareContainer } from './prepare-container.ts';
import { watchProbes } from './probe-watch.ts';
import { withDefaultProbes } from './probes.ts';
import type { ContainerSpec, LogLine, ReplicaStatus } from './replica-host.ts';
import type { ReplicaWorld } from './replica-world.ts';

type Status = ReplicaStatus['containers'][number];
type State = { is: Status['runningState']; details?: string };

/** How long the service waits after asking a container to end. */
export const TERMINATION_GRACE_MS = 30_000;
/** From this many failures in a row a container counts as one that keeps failing. */
const KEEPS_FAILING_FROM = 2;

/** One container: pulls its image, runs its process, watches its probes, and starts it again when it ends. */
export class Container {
  readonly log: LogRing<LogLine>;
  readonly #spec: ContainerSpec;
  readonly #world: ReplicaWorld;
  readonly #backOff: CrashBackOff;
  readonly #stamps: LineStamps;
  readonly #stopping = new AbortController();
  readonly #life: Promise<void>;
  #process: ContainerProcess | undefined;
  #state: State = { is: 'Waiting', details: 'ContainerCreating' };
  #started = false;
  #ready = false;
  #starts = 0;
  #lastFailure = '';

  constructor(spec: ContainerSpec, world: ReplicaWorld) {
    this.#spec = spec;
    this.#world = world;
    this.#backOff = new CrashBackOff(world.pace);
    this.#stamps = new LineStamps(world.clock);
    this.log = new LogRing((missed) =>
      this.#line('stderr', `The reader was too slow: ${missed} lines are missing here.`),
    );
    this.#life = this.#live(this.#stopping.signal);
  }

  get name(): string {
    return this.#spec.name;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Why it does not come up; undefined while it is ready or still may become so. */
  get failure(): string | undefined {
    return !this.#ready && this.#backOff.failures >= KEEPS_FAILING_FROM ? this.#lastFailure : undefined;
  }

  status(): Status {
    const { is, details } = this.#state;
    return {
      name: this.#spec.name,
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
        this.#lastFailure = `CrashLoopBackOff: the last exit code was ${exit.code} (${exit.reason})`;
      } catch (error) {
        if (signal.aborted) break;
        this.#failed(prepared === undefined ? 'ImagePullBackOff' : 'ContainerCannotRun', error);
      }
      await this.#pause(prepared === undefined ? 0 : this.#world.clock.now() - since, signal);
    }
    this.#become({ is: 'Terminated' }, { started: false, ready: false });
    this.log.close();
  }

  async #prepare(signal: AbortSignal): Promise<Prepared> {
    await this.#world.begin;
    this.#become({ is: 'Waiting', details: `PullingImage: ${this.#spec.image}` });
    return await prepareContainer(this.#spec, this.#world, signal);
  }

  async #runOnce(prepared: Prepared, signal: AbortSignal): Promise<Exit> {
    const { name } = this.#spec;
    const { workFolder, appId, replicaName } = this.#world;
    const cwd = join(workFolder, folderName(appId), `${replicaName}-${name}-${this.#starts}`);
    await mkdir(cwd, { recursive: true });
    const port = await this.#world.port();
    signal.throwIfAborted();
    const lifetime = new AbortController();
    const running = this.#start(prepared, port, cwd);
    try {
      const { defaultProbePort: probePort } = this.#world;
      const probes = probePort > 0 ? withDefaultProbes(this.#spec.probes, probePort) : this.#spec.probes;
      const probing = watchProbes(probes, {
        port,
        clock: this.#world.clock,
        pace: this.#world.pace,
        signal: AbortSignal.any([signal, lifetime.signal]),
        onFailure: (text, count) =>
          this.#world.event('Warning', 'ProbeFailed', `Container '${name}': ${text}`, count),
        onStarted: () => this.#become(this.#state, { started: true }),
        onReady: (ready) => this.#become(this.#state, { ready }),
      });
      const verdict = await Promise.race([running.exited, probing.then((reason) => ({ reason }))]);
      if (!('code' in verdict)) {
        this.#world.event(
          'Warning',
          'ProbeFailed',
          `Container '${name}' ${verdict.reason}, will be restarted`,
        );
        await running.stop(TERMINATION_GRACE_MS);
      }
      return await running.exited;
    } finally {
      lifetime.abort();
      const exit = await running.exited;
      this.#process = undefined;
      await rm(cwd, { recursive: true, force: true });
      this.#ended(exit, signal.aborted);
    }
  }

  #start(prepared: Prepared, port: number, cwd: string): ContainerProcess {
    const onLine = (stream: LogLine['stream'], text: string) => this.log.push(this.#line(stream, text));
    this.#starts += 1;
    this.#process = launch(this.#spec, this.#world, prepared, { port, cwd, onLine });
    this.#become({ is: 'Running' }, { started: false });
    this.#world.event('Normal', 'ContainerStarted', `Started container '${this.#spec.name}'`);
    return this.#process;
  }

  #ended({ code, reason }: Exit, asked: boolean): void {
    const text = `Container '${this.#spec.name}' was terminated with exit code '${code}' and reason '${reason}'`;
    this.#world.event(asked ? 'Normal' : 'Warning', 'ContainerTerminated', text);
    this.#become(
      { is: 'Terminated', details: `Exit code ${code} (${reason})` },
      { started: false, ready: false },
    );
  }

  #failed(reason: 'ImagePullBackOff' | 'ContainerCannotRun', error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#lastFailure = `${reason}: ${message}`;
    this.#world.event('Warning', reason, message);
  }

  async #pause(livedMs: number, signal: AbortSignal): Promise<void> {
    const waitMs = this.#backOff.next(livedMs);
    this.#become({ is: 'Waiting', details: this.#lastFailure });
    if (this.#backOff.failures >= KEEPS_FAILING_FROM) {
      const text = `Persistent Failure to start container '${this.#spec.name}': next try in ${waitMs / 1_000} s. ${this.#lastFailure}`;
      this.#world.event('Warning', 'ContainerBackOff', text);
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
