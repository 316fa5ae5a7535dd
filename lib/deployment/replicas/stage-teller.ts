import 'server-only';
import type { Evidence } from '@/lib/deployment/replicas/evidence';
import { timelinesOf } from '@/lib/deployment/replicas/timeline';
import type { StageTold } from '@/lib/runs/replica-stages';
import type { StepContext } from '@/lib/runs/step';

/** A replica that comes up gives a few dozen signs; one that crashes again and again has told its story by then. */
const MAX_EVIDENCE = 2_000;

/** Gathers evidence about new replicas and tells the run what has changed in their stages. */
export class StageTeller {
  readonly #emit: StepContext<unknown>['emit'];
  readonly #evidence: Evidence[] = [];
  readonly #told = new Map<string, string>();

  constructor({ emit }: Pick<StepContext<unknown>, 'emit'>) {
    this.#emit = emit;
  }

  /** Takes what has come in; null, for what tells nothing, is passed over. */
  take(evidence: readonly (Evidence | null)[]): void {
    for (const sign of evidence) if (sign && !this.#knows(sign)) this.#evidence.push(sign);
    this.#evidence.splice(0, this.#evidence.length - MAX_EVIDENCE);
  }

  /** Tells what differs from what was told before. */
  async tell(): Promise<void> {
    for (const { replica, attempts } of timelinesOf(this.#evidence)) {
      for (const { attempt, stages } of attempts) {
        for (const stage of stages) await this.#tellStage({ replica, attempt, ...stage });
      }
    }
  }

  async #tellStage(stage: StageTold): Promise<void> {
    const key = `${stage.replica} ${stage.attempt} ${stage.stage}`;
    const text = JSON.stringify(stage);
    if (this.#told.get(key) === text) return;
    this.#told.set(key, text);
    await this.#emit({ type: 'replica.stage', ...stage });
  }

  /** The same report comes with every look, and the same probe fails every few seconds: only what is new is kept. */
  #knows(sign: Evidence): boolean {
    const last = this.#evidence.findLast(({ replica }) => replica === sign.replica);
    if (last && JSON.stringify({ ...last, atMs: 0 }) === JSON.stringify({ ...sign, atMs: 0 })) return true;
    const text = JSON.stringify(sign);
    return this.#evidence.some((known) => JSON.stringify(known) === text);
  }
}
