import 'server-only';
import { listRevisions } from '@/lib/azure/app-revisions';
import { type AppAddress, getContainerApp } from '@/lib/azure/container-apps';
import { followConsoleLines, followSystemLines } from '@/lib/azure/log-stream';
import { listReplicas } from '@/lib/azure/revisions';
import type { StreamResume } from '@/lib/azure/stream-gaps';
import type { Project } from '@/lib/config/projects';
import { LogWriter } from '@/lib/deployment/logs/log-writer';
import { recallLog } from '@/lib/deployment/logs/recall-log';
import { knownIdentities, lastLineMs } from '@/lib/deployment/logs/store';
import {
  consoleIdentity,
  consoleLines,
  missingMark,
  systemLines,
  type Writer,
} from '@/lib/deployment/logs/stored-lines';
import { readTarget } from '@/lib/deployment/target';

/** How late a new replica can be noticed when the platform says nothing of it. */
const LOOK_INTERVAL_MS = 5_000;
/** What a replica that is gone has written may be minutes on its way to where it can be read. */
const RECALL_INTERVAL_MS = 30_000;
/** Each costs a connection. */
const MAX_STREAMS = 50;
/** Each is asked for its replicas at every look. */
const MAX_REVISIONS = 10;
const NOBODY: Writer = { revision: '', replica: '', container: '' };

/** Keeps what a project's app and its platform say, of all replicas that come up, until `signal`. Never throws. */
export async function collectLogs(project: Project, signal: AbortSignal): Promise<void> {
  const collector = new Collector(project, signal);
  while (!signal.aborted) {
    // Not provisioned yet, or Azure is away for a moment: looked at again.
    await collector.look().catch(() => undefined);
    await collector.news(LOOK_INTERVAL_MS);
  }
  await collector.close();
}

class Collector {
  readonly #project: Project;
  readonly #signal: AbortSignal;
  readonly #writer: LogWriter;
  readonly #streams = new Map<string, Promise<void>>();
  #bell = Promise.withResolvers<void>();
  /** When to ask for what no stream tells; epoch milliseconds. */
  #recallAtMs = 0;
  #isRecalled = false;

  constructor(project: Project, signal: AbortSignal) {
    this.#project = project;
    this.#signal = signal;
    this.#writer = new LogWriter(project.id, signal);
    signal.addEventListener('abort', () => this.#bell.resolve(), { once: true });
  }

  /** Follows every stream that there is now and that is not followed yet. */
  async look(): Promise<void> {
    const { app } = await readTarget(this.#project);
    const { eventStreamEndpoint } = await getContainerApp(app, this.#signal);
    const replicas = await this.#replicas(app);
    await this.#recall(app, eventStreamEndpoint, new Set(replicas.map(({ writer }) => writer.replica)));
    if (eventStreamEndpoint) this.#follow(eventStreamEndpoint, () => this.#system(app, eventStreamEndpoint));
    for (const { writer, endpoint } of replicas) {
      this.#follow(endpoint, () => this.#console(app, endpoint, writer));
    }
  }

  async #replicas(app: AppAddress): Promise<{ writer: Writer; endpoint: string }[]> {
    const running = (await listRevisions(app, this.#signal)).filter(({ active }) => active);
    const found: { writer: Writer; endpoint: string }[] = [];
    for (const { name: revision } of running.slice(0, MAX_REVISIONS)) {
      for (const { name: replica, containers } of await listReplicas(app, revision, this.#signal)) {
        for (const { name: container, logStreamEndpoint: endpoint } of containers) {
          if (endpoint) found.push({ writer: { revision, replica, container }, endpoint });
        }
      }
    }
    return found;
  }

  /** Before the streams are read, so that lines stand in their order; and again and again while there is none to read. */
  async #recall(
    app: AppAddress,
    eventStreamEndpoint: string | undefined,
    running: Set<string>,
  ): Promise<void> {
    if (Date.now() < this.#recallAtMs || (this.#isRecalled && running.size > 0)) return;
    const question = { project: this.#project.id, app, eventStreamEndpoint, running };
    const { lines, complete } = await recallLog(question, this.#signal);
    this.#isRecalled = complete;
    this.#recallAtMs = Date.now() + RECALL_INTERVAL_MS;
    await this.#writer.add(lines);
  }

  /** Resolves when the platform has said something, on abort, and after `timeoutMs`. */
  async news(timeoutMs: number): Promise<void> {
    const timer = setTimeout(this.#bell.resolve, timeoutMs);
    if (!this.#signal.aborted) await this.#bell.promise;
    clearTimeout(timer);
    this.#bell = Promise.withResolvers<void>();
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#streams.values());
    await this.#writer.close();
  }

  #follow(endpoint: string, follow: () => Promise<void>): void {
    if (this.#streams.has(endpoint) || this.#streams.size >= MAX_STREAMS) return;
    const following = follow()
      .catch(() => undefined)
      .finally(() => this.#streams.delete(endpoint));
    this.#streams.set(endpoint, following);
  }

  async #system(app: AppAddress, endpoint: string): Promise<void> {
    for await (const { lines, missing } of followSystemLines(app, endpoint, this.#signal)) {
      const mark = missing ? [missingMark('system', NOBODY, missing)] : [];
      await this.#writer.add([...mark, ...systemLines(lines)]);
      this.#bell.resolve();
    }
  }

  async #console(app: AppAddress, endpoint: string, writer: Writer): Promise<void> {
    const toLines = consoleLines(writer);
    const resume = await this.#resume(writer);
    for await (const { lines, missing } of followConsoleLines(app, endpoint, this.#signal, resume)) {
      const mark = missing ? [missingMark('console', writer, missing)] : [];
      await this.#writer.add([...mark, ...toLines(lines)]);
    }
  }

  async #resume(writer: Writer): Promise<StreamResume | undefined> {
    const lastMs = await lastLineMs(this.#project.id, writer.replica);
    if (lastMs === undefined) return undefined;
    const hasRead = async (line: string) =>
      (await knownIdentities(this.#project.id, [consoleIdentity(writer, line)])).size > 0;
    return { lastMs, hasRead };
  }
}
