import { expect } from 'vitest';

/** One thing that a client changes, step by step, while its server may be killed at any moment. */
export type Subject = {
  name: string;
  /** One change, acknowledged when it resolves. Rejects when the server dies. */
  step(): Promise<void>;
  /** Holds what is there to what was acknowledged; waits for what is still in transition. */
  check(): Promise<void>;
};

/** The last state that was acknowledged, and the one that was asked for after it: either may be found, nothing else. */
export class Known<State> {
  #acknowledged: State;
  #asked: { state: State } | undefined;

  constructor(state: State) {
    this.#acknowledged = state;
  }

  get state(): State {
    return this.#acknowledged;
  }

  async change(state: State, ask: () => Promise<unknown>): Promise<void> {
    this.#asked = { state };
    await ask();
    this.#acknowledged = state;
    this.#asked = undefined;
  }

  /** Takes what was found for the truth, if it may be. */
  settle(found: State): void {
    const allowed = this.#asked ? [this.#acknowledged, this.#asked.state] : [this.#acknowledged];
    expect(allowed).toContainEqual(found);
    this.#acknowledged = found;
    this.#asked = undefined;
  }
}

/** Whether a request failed because nobody answered, and not because of an answer. */
export function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && !('statusCode' in error && error.statusCode !== undefined);
}

/** Undefined for what is not there. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return undefined;
    throw error;
  });
}
