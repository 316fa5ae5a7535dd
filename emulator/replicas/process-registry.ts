import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endGroup } from './process-group.ts';
import { identify, isAlive, parseIdentity } from './process-identity.ts';

const LEFTOVER_GRACE_MS = 2_000;

/**
 * Remembers on disk which processes run, so that what a killed emulator left can be ended by the next one.
 * Records are written at once after the start: the shorter the gap, the smaller the chance to lose one.
 */
export class ProcessRegistry {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  record(pid: number): void {
    const identity = identify(pid);
    if (identity !== undefined) writeFileSync(this.#file(pid), JSON.stringify(identity));
  }

  forget(pid: number): void {
    rmSync(this.#file(pid), { force: true });
  }

  /** Ends the process groups that a predecessor left; never a stranger that got one of their numbers. */
  async endLeftovers(): Promise<void> {
    const leftovers = readdirSync(this.#folder).map((name) => join(this.#folder, name));
    await Promise.all(
      leftovers.map(async (file) => {
        const identity = parseIdentity(readFileSync(file, 'utf8'));
        if (identity !== undefined && isAlive(identity)) await endGroup(identity.pid, LEFTOVER_GRACE_MS);
        rmSync(file, { force: true });
      }),
    );
  }

  #file(pid: number): string {
    return join(this.#folder, `${pid}.json`);
  }
}
