import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endGroup, groupsWithVariable, signalGroup } from './process-group.ts';
import { identify, isAlive, parseIdentity } from './process-identity.ts';
import { Watchdog } from './watchdog.ts';

const LEFTOVER_GRACE_MS = 2_000;

/**
 * Remembers which processes run, so that none goes on without this program: a watchdog ends them when it is killed, and
 * what is written on disk lets the next one end what escaped. Records are written at once after the start: the shorter the
 * gap, the smaller the chance to lose one.
 */
export class ProcessRegistry {
  readonly #folder: string;
  readonly #watchdog = new Watchdog();
  readonly #running = new Set<number>();
  readonly #atExit = () => {
    for (const pid of this.#running) signalGroup(pid, 'SIGKILL');
  };

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    process.once('exit', this.#atExit);
  }

  record(pid: number): void {
    this.#running.add(pid);
    this.#watchdog.watch(pid);
    const identity = identify(pid);
    if (identity !== undefined) writeFileSync(this.#file(pid), JSON.stringify(identity));
  }

  forget(pid: number): void {
    this.#running.delete(pid);
    this.#watchdog.forget(pid);
    rmSync(this.#file(pid), { force: true });
  }

  /**
   * Ends the process groups that a predecessor left; never a stranger that got one of their numbers. `mark` is a part of the
   * environment that all of them have and nobody else: it finds those whose record was never written.
   */
  async endLeftovers(mark: string): Promise<void> {
    const leftovers = readdirSync(this.#folder).map((name) => join(this.#folder, name));
    await Promise.all(
      leftovers.map(async (file) => {
        const identity = parseIdentity(readFileSync(file, 'utf8'));
        if (identity !== undefined && isAlive(identity)) await endGroup(identity.pid, LEFTOVER_GRACE_MS);
        rmSync(file, { force: true });
      }),
    );
    await Promise.all(groupsWithVariable(mark).map((pid) => endGroup(pid, LEFTOVER_GRACE_MS)));
  }

  /** Nothing of it runs any more. */
  close(): void {
    process.off('exit', this.#atExit);
    this.#watchdog.close();
  }

  #file(pid: number): string {
    return join(this.#folder, `${pid}.json`);
  }
}
