import type { Clock } from '../clock.ts';
import { LogRing } from './log-ring.ts';
import type { LogOptions, SystemEvent } from './replica-host.ts';

/** Reasons as the service's system log spells them. */
export type EventReason =
  | 'RevisionCreation'
  | 'AssigningReplica'
  | 'PullingImage'
  | 'PulledImage'
  | 'ImagePullBackOff'
  | 'ContainerStarted'
  | 'ContainerCannotRun'
  | 'ContainerTerminated'
  | 'ContainerBackOff'
  | 'ProbeFailed'
  | 'StoppingContainer'
  | 'ScaledToZero'
  | 'EventsSkipped';

type EventInput = {
  type: SystemEvent['Type'];
  reason: EventReason;
  message: string;
  revisionName: string;
  replicaName: string;
};

/** The system log of one app, over all its revisions. */
export class SystemEvents {
  readonly #appName: string;
  readonly #clock: Clock;
  readonly #ring: LogRing<SystemEvent>;
  /** How often each reason came up, per replica. */
  readonly #counts = new Map<string, Map<EventReason, number>>();

  constructor(appName: string, clock: Clock) {
    this.#appName = appName;
    this.#clock = clock;
    this.#ring = new LogRing((missed) =>
      this.#event(
        {
          type: 'Warning',
          reason: 'EventsSkipped',
          message: `The reader was too slow: ${missed} events are missing here.`,
          revisionName: '',
          replicaName: '',
        },
        1,
      ),
    );
  }

  /** `given` is how often it came, where the caller counts; else its reasons are counted per replica. */
  write(input: EventInput, given?: number): void {
    this.#ring.push(this.#event(input, given ?? this.#counted(input)));
  }

  #counted(input: EventInput): number {
    const counts = this.#counts.get(input.replicaName) ?? new Map<EventReason, number>();
    const count = (counts.get(input.reason) ?? 0) + 1;
    this.#counts.set(input.replicaName, counts.set(input.reason, count));
    return count;
  }

  forgetReplica(replicaName: string): void {
    this.#counts.delete(replicaName);
  }

  read(options: LogOptions): AsyncIterable<SystemEvent> {
    return this.#ring.read(options);
  }

  close(): void {
    this.#ring.close();
  }

  #event(input: EventInput, count: number): SystemEvent {
    return {
      TimeStamp: new Date(this.#clock.now()).toISOString(),
      Type: input.type,
      ContainerAppName: this.#appName,
      RevisionName: input.revisionName,
      ReplicaName: input.replicaName,
      Msg: input.message,
      Reason: input.reason,
      EventSource: 'ContainerAppController',
      Count: count,
    };
  }
}
