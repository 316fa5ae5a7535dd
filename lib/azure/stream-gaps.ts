import 'server-only';

/** A program that was silent for longer around a break was, as far as can be known, not writing in it. */
const WRITING_MS = 30_000;

/** Lines between two moments, in epoch milliseconds: missing for sure (`gap`), or perhaps, since the stream broke off (`break`). */
export type Missing = { kind: 'gap' | 'break'; fromMs: number; untilMs: number };

/** Where an earlier reader of the stream left off: when its last line was written, and whether it had read a line. */
export type StreamResume = { lastMs: number; hasRead(line: string): Promise<boolean> };

/**
 * Tells from the lines of a stream, and from when it was connected, whether some are missing. A stream begins with the last
 * lines that the service has, so one that goes on where it left off begins with a line that is known.
 */
export class StreamGaps {
  readonly #resume: StreamResume | undefined;
  #lastMs: number | undefined;
  #brokeAtMs: number | undefined;
  #connectedAtMs = 0;
  #isFirst = true;
  #connections = 0;

  constructor(resume?: StreamResume) {
    this.#resume = resume;
    this.#lastMs = resume?.lastMs;
  }

  connected(nowMs: number): void {
    this.#connectedAtMs = nowMs;
    this.#connections += 1;
    this.#isFirst = true;
  }

  broke(nowMs: number): void {
    if (this.#connections > 0) this.#brokeAtMs ??= nowMs;
  }

  /** What is missing right before a line that was written at `atMs`; `fresh`: this reader has not had it before. */
  async read(line: string, atMs: number, fresh: boolean): Promise<Missing | undefined> {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const lastMs = this.#lastMs;
    if (!fresh) return undefined;
    if (Number.isFinite(atMs)) this.#lastMs = Math.max(atMs, lastMs ?? 0);
    const brokeAtMs = this.#brokeAtMs;
    // A line from before the break says nothing of it: the stream is still catching up.
    if (brokeAtMs !== undefined && atMs >= brokeAtMs) this.#brokeAtMs = undefined;
    if (lastMs === undefined || !Number.isFinite(atMs)) return undefined;
    if (isFirst && !(await this.#hasRead(line))) return { kind: 'gap', fromMs: lastMs, untilMs: atMs };
    if (brokeAtMs === undefined || atMs < brokeAtMs) return undefined;
    // Lines of the time between are proof that the service has kept what was written in it.
    const isKept = atMs <= this.#connectedAtMs;
    const wasWriting = brokeAtMs - lastMs <= WRITING_MS && atMs - brokeAtMs <= WRITING_MS;
    return isKept || !wasWriting ? undefined : { kind: 'break', fromMs: lastMs, untilMs: atMs };
  }

  async #hasRead(line: string): Promise<boolean> {
    return this.#connections === 1 && this.#resume !== undefined && (await this.#resume.hasRead(line));
  }
}
