import 'server-only';
import type { LogSource, RunEventData } from '@/lib/runs/events';
import { appendEvents } from '@/lib/runs/store';

/** How long a line may wait for others to be stored with it. */
const LOG_FLUSH_INTERVAL_MS = 250;
const LOG_CHUNK_MAX_LINES = 200;
const LOG_LINE_MAX_LENGTH = 4_000;
/** Lines waiting for a slow database; beyond this the newest are counted and left out. */
const LOG_MAX_PENDING_LINES = 5_000;

type LogChunk = Extract<RunEventData, { type: 'log.chunk' }>;
type LogOrigin = { source?: LogSource; replica?: string };

/** The pen of one attempt at a run: keeps the order of events and lines, and stores lines in batches. */
export class Journal {
  readonly #runId: string;
  readonly #attempt: number;
  #chunks: LogChunk[] = [];
  #pendingLines = 0;
  #leftOut = 0;
  #timer: NodeJS.Timeout | undefined;
  #lastWrite: Promise<unknown> = Promise.resolve();
  #isWriting = false;

  constructor(runId: string, attempt: number) {
    this.#runId = runId;
    this.#attempt = attempt;
  }

  /** Stores the lines that wait and then the event. Throws `run_finished` and `run_taken_over`. */
  emit(event: RunEventData): Promise<void> {
    return this.#write([...this.#takeChunks(), event]);
  }

  log(lines: string[], { source = 'tool', replica }: LogOrigin = {}): void {
    for (const line of lines) {
      if (this.#pendingLines >= LOG_MAX_PENDING_LINES) this.#leftOut++;
      else this.#addLine(line, source, replica);
    }
    this.#timer ??= setTimeout(() => void this.#flush(), LOG_FLUSH_INTERVAL_MS);
  }

  /** Stores what waits; call it when no more will come. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const chunks = this.#takeChunks();
    await (chunks.length > 0 ? this.#write(chunks) : this.#lastWrite);
  }

  #addLine(line: string, source: LogSource, replica: string | undefined): void {
    const text = line.length > LOG_LINE_MAX_LENGTH ? `${line.slice(0, LOG_LINE_MAX_LENGTH)}…` : line;
    const last = this.#chunks.at(-1);
    const fits =
      last?.source === source && last.replica === replica && last.lines.length < LOG_CHUNK_MAX_LINES;
    if (fits) last.lines.push(text);
    else
      this.#chunks.push({
        type: 'log.chunk',
        source,
        ...(replica !== undefined && { replica }),
        lines: [text],
      });
    this.#pendingLines++;
  }

  #takeChunks(): LogChunk[] {
    const taken = this.#chunks;
    if (this.#leftOut > 0) {
      const line = `${this.#leftOut} lines left out: they came faster than they could be stored.`;
      taken.push({ type: 'log.chunk', source: 'tool', lines: [line] });
    }
    this.#chunks = [];
    this.#pendingLines = 0;
    this.#leftOut = 0;
    return taken;
  }

  /** While a write is under way the lines go on waiting, so that a slow database meets fewer and larger batches. */
  async #flush(): Promise<void> {
    this.#timer = undefined;
    if (this.#isWriting) {
      this.#timer = setTimeout(() => void this.#flush(), LOG_FLUSH_INTERVAL_MS);
      return;
    }
    const chunks = this.#takeChunks();
    if (chunks.length === 0) return;
    // A lost batch is not worth the run: the next event meets the same trouble and reports it.
    await this.#write(chunks).catch(() => undefined);
  }

  /** One write after the other, so that events can never land out of order. */
  #write(events: RunEventData[]): Promise<void> {
    const write = this.#lastWrite.then(async () => {
      this.#isWriting = true;
      try {
        await appendEvents(this.#runId, events, { attempt: this.#attempt });
      } finally {
        this.#isWriting = false;
      }
    });
    this.#lastWrite = write.catch(() => undefined);
    return write;
  }
}
