import 'server-only';
import type { RunEvent } from '@/lib/runs/events';

/** Holds what a slow viewer has not taken yet, up to a limit. */
export class Inbox {
  readonly #limit: number;
  #events: RunEvent[] = [];
  #overflowed = false;
  #wake: (() => void) | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Beyond the limit everything is dropped: it can be read from the log again. */
  push(events: readonly RunEvent[]): void {
    if (this.#events.length + events.length > this.#limit) {
      this.#events = [];
      this.#overflowed = true;
    } else if (!this.#overflowed) {
      this.#events.push(...events);
    }
    this.#wake?.();
  }

  /** What has come since the last call, waiting for some; 'overflow' if a part was dropped; 'ended' on abort. */
  async take(signal: AbortSignal): Promise<RunEvent[] | 'overflow' | 'ended'> {
    if (this.#events.length === 0 && !this.#overflowed) await this.#news(signal);
    if (signal.aborted) return 'ended';
    if (this.#overflowed) {
      this.#overflowed = false;
      return 'overflow';
    }
    const taken = this.#events;
    this.#events = [];
    return taken;
  }

  #news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        this.#wake = undefined;
        resolve();
      };
      this.#wake = wake;
      if (signal.aborted) wake();
      else signal.addEventListener('abort', wake);
    });
  }
}
