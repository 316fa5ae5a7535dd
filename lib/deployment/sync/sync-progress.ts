import 'server-only';
import type { StepContext } from '@/lib/runs/step';

const PROGRESS_INTERVAL_MS = 500;

type Amount = { bytes: number; files: number };

/** Tells how far a sync is, in bytes and in files, now and then. */
export class SyncProgress {
  readonly #context: Pick<StepContext<unknown>, 'emit'>;
  readonly #step: string;
  readonly #total: Amount;
  readonly #done: Amount = { bytes: 0, files: 0 };
  #toldAt = 0;

  constructor(context: Pick<StepContext<unknown>, 'emit'>, step: string, total: Amount) {
    this.#context = context;
    this.#step = step;
    this.#total = total;
  }

  bytes(count: number): void {
    this.#done.bytes = Math.min(this.#done.bytes + count, this.#total.bytes);
    void this.#tellNowAndThen();
  }

  /** One more file is in its place. */
  async file(): Promise<void> {
    this.#done.files += 1;
    await this.#tellNowAndThen();
  }

  async tell(): Promise<void> {
    this.#toldAt = Date.now();
    for (const unit of ['bytes', 'files'] as const) {
      const progress = { done: this.#done[unit], total: this.#total[unit], unit };
      await this.#context.emit({ type: 'step.progress', step: this.#step, ...progress });
    }
  }

  async #tellNowAndThen(): Promise<void> {
    if (Date.now() - this.#toldAt >= PROGRESS_INTERVAL_MS) await this.tell();
  }
}
