import type { Clock } from '../clock.ts';
import { LogRing } from './log-ring.ts';
import type { LogOptions, SystemEvent } from './replica-host.ts';

/** Reasons as the service's system log spells them. */
export type EventReason =
  | 'RevisionCreation'
  | 'RevisionReady'
  | 'AssigningReplica'
  | 'PullingImage'
  | 'PulledImage'
  | 'ImagePullBackOff'
  | 'ContainerCreated'
  | 'ContainerStarted'
  | 'ContainerTerminated'
  | 'ContainerBackOff'
  | 'ProbeFailed'
  | 'StoppingContainer'
  | 'KEDAScaleTargetActivated'
  | 'KEDAScaleTargetDeactivated'
  | 'EventsSkipped';

/** The cluster's scaler has a voice of its own in the log. */
const SCALER = /^KEDA/;

type EventInput = {
  type: SystemEvent['type'];
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
  #share: ((event: SystemEvent) => void) | undefined;
  /** How often each reason came up, per replica. */
  readonly #counts = new Map<string, Map<EventReason, number>>();

  constructor(appName: string, clock: Clock) {
    this.#appName = appName;
    this.#clock = clock;
    this.#ring = createEventRing(appName, clock);
  }

  /** Tells `share` as well from now on. */
  shareWith(share: (event: SystemEvent) => void): void {
    this.#share = share;
  }

  /** `given` is how often it came, where the caller counts; else its reasons are counted per replica. */
  write(input: EventInput, given?: number): void {
    const event = eventOf(this.#appName, this.#clock, input, given ?? this.#counted(input));
    this.#ring.push(event, event.message.length);
    this.#share?.(event);
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
}

/** A log of events; a reader who falls behind is told how many are missing. */
export function createEventRing(appName: string, clock: Clock): LogRing<SystemEvent> {
  return new LogRing((missed) => {
    const message = `The reader was too slow: ${missed} events are missing here.`;
    const gap = {
      type: 'Warning',
      reason: 'EventsSkipped',
      message,
      revisionName: '',
      replicaName: '',
    } as const;
    return eventOf(appName, clock, gap, 1);
  });
}

function eventOf(appName: string, clock: Clock, input: EventInput, count: number): SystemEvent {
  return {
    at: new Date(clock.now()).toISOString(),
    type: input.type,
    appName,
    revisionName: input.revisionName,
    replicaName: input.replicaName,
    message: input.message,
    reason: input.reason,
    source: SCALER.test(input.reason) ? 'KEDA' : 'ContainerAppController',
    count,
  };
}
