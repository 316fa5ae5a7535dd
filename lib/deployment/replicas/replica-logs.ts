import 'server-only';
import type { AppAddress } from '@/lib/azure/container-apps';
import { followConsole, followSystemEvents } from '@/lib/azure/log-stream';
import type { Replica } from '@/lib/azure/revisions';
import type { Restarted } from '@/lib/deployment/operate/restart';
import { evidenceOfEvent, evidenceOfLine } from '@/lib/deployment/replicas/evidence';
import type { StageTeller } from '@/lib/deployment/replicas/stage-teller';
import type { StepContext } from '@/lib/runs/step';

/** Enough of the end to find a cause in. */
const MAX_KEPT_LINES = 50;
/** An app that keeps getting new replicas has a trouble that the first ones tell of. */
const MAX_FOLLOWED_REPLICAS = 20;
/** The platform's clock and ours are not the same. */
const CLOCK_SKEW_MS = 5_000;

/** Carries the logs of an app's new replicas into the run until it is closed. */
export class ReplicaLogs {
  readonly #context: StepContext<unknown>;
  readonly #at: AppAddress;
  readonly #stages: StageTeller;
  readonly #ended = new AbortController();
  readonly #signal: AbortSignal;
  readonly #followers: Promise<void>[] = [];
  readonly #lines = new Map<string, string[]>();

  /** `stages` is told what the lines say about how far a replica is. */
  constructor(context: StepContext<unknown>, at: AppAddress, stages: StageTeller) {
    this.#context = context;
    this.#at = at;
    this.#stages = stages;
    this.#signal = AbortSignal.any([context.signal, this.#ended.signal]);
  }

  /** Follows what the platform says about replicas that came after the restart. */
  followSystem(endpoint: string, { previousReplicas, restartedAtMs, revisionName }: Restarted): void {
    const from = restartedAtMs - CLOCK_SKEW_MS;
    let previousLine = '';
    const follow = async () => {
      for await (const events of followSystemEvents(this.#at, endpoint, this.#signal)) {
        for (const event of events) {
          const { atMs, revision, replica, reason, message } = event;
          const ofOthers = revision !== '' && revision !== revisionName;
          if (atMs < from || ofOthers || previousReplicas.includes(replica)) continue;
          this.#stages.take([evidenceOfEvent(event)]);
          const line = reason ? `${reason}: ${message}` : message;
          // A probe that fails every two seconds says nothing new.
          if (line === previousLine) continue;
          previousLine = line;
          this.#context.log([line], { source: 'system', ...(replica ? { replica } : {}) });
        }
      }
    };
    this.#followers.push(follow());
  }

  /** Follows the console of a replica, once. */
  followReplica({ name: replica, containers }: Replica): void {
    const endpoint = containers[0]?.logStreamEndpoint;
    if (!endpoint || this.#lines.has(replica) || this.#lines.size === MAX_FOLLOWED_REPLICAS) return;
    const kept: string[] = [];
    this.#lines.set(replica, kept);
    const follow = async () => {
      for await (const lines of followConsole(this.#at, endpoint, this.#signal)) {
        this.#context.log(lines, { source: 'console', replica });
        this.#stages.take(lines.map((line) => evidenceOfLine(replica, line, Date.now())));
        kept.push(...lines);
        kept.splice(0, kept.length - MAX_KEPT_LINES);
      }
    };
    this.#followers.push(follow());
  }

  /** The last lines that a replica has written. */
  lastLines(replica: string): readonly string[] {
    return this.#lines.get(replica) ?? [];
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await Promise.allSettled(this.#followers);
  }
}
