import 'server-only';
import { sleep } from '@/lib/core/clock';
import { appendLogLines, type NewLogLine } from '@/lib/deployment/logs/store';

const BATCH_LINES = 1_000;
/** Beyond this whoever reads the streams waits, and the platform keeps what is to come. */
const MAX_WAITING_LINES = 10_000;
const RETRY_DELAY_MS = 1_000;

/** Stores lines of many streams, one batch after the other: what comes while one is stored goes with the next. */
export class LogWriter {
  readonly #project: string;
  readonly #signal: AbortSignal;
  #waiting: NewLogLine[] = [];
  #pump: Promise<void> | undefined;

  /** What waits is still stored when `signal` aborts, if the database takes it at once. */
  constructor(project: string, signal: AbortSignal) {
    this.#project = project;
    this.#signal = signal;
  }

  /** Resolves when there is room for more. */
  async add(lines: readonly NewLogLine[]): Promise<void> {
    if (lines.length === 0) return;
    this.#waiting.push(...lines);
    this.#pump ??= this.#store();
    if (this.#waiting.length > MAX_WAITING_LINES) await this.#pump;
  }

  /** Resolves when nothing waits any more. */
  async close(): Promise<void> {
    await this.#pump;
  }

  async #store(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH_LINES);
      try {
        await appendLogLines(this.#project, batch);
        this.#waiting.splice(0, batch.length);
      } catch {
        // The database is away for a moment; a line that was stored all the same is not stored twice.
        if (this.#signal.aborted) break;
        await sleep(RETRY_DELAY_MS, this.#signal).catch(() => undefined);
      }
    }
    this.#pump = undefined;
  }
}
