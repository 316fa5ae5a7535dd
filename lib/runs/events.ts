import type { ErrorInfo } from '@/lib/core/errors';
import type { AdapterProof } from '@/lib/runs/adapter-proof';
import type { ProgressUnit } from '@/lib/runs/progress';
import type { StageTold } from '@/lib/runs/replica-stages';

export type RunKind =
  | 'provision'
  | 'deploy'
  | 'restart'
  | 'rollback'
  | 'proof'
  | 'stop'
  | 'start'
  | 'scale'
  | 'wake'
  | 'teardown';

/**
 * What came of a cancel. After `cancelled` and `still-pending` the run ends as cancelled; after the others it goes on to its
 * real end: Azure was done before it was asked, or did not take the request.
 */
export type CancelOutcome =
  | 'cancelled'
  | 'still-pending'
  | 'too-late-succeeded'
  | 'too-late-failed'
  | 'request-failed';

export type LogSource = 'tool' | 'console' | 'system';

/** What a finished run leaves behind; all keys optional, because each kind leaves something else. */
export type RunResult = {
  /** The inference endpoint, as an absolute URL. */
  endpointUrl?: string;
  /** The resource whose creation the run was about, for "open in portal". */
  resourceId?: string;
};

export type RunEventData =
  | { type: 'run.queued'; kind: RunKind }
  | { type: 'run.started'; attempt: number }
  | { type: 'step.started'; step: string; limitMs?: number }
  | {
      type: 'step.progress';
      step: string;
      done: number;
      total: number;
      unit: ProgressUnit;
    }
  | {
      type: 'resource.changed';
      id: string;
      resourceType: string;
      name: string;
      state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';
      elapsedMs: number;
      error?: ErrorInfo;
    }
  | { type: 'log.chunk'; source: LogSource; replica?: string; lines: string[] }
  | ({ type: 'replica.stage' } & StageTold)
  | ({ type: 'adapter.proof' } & AdapterProof)
  | { type: 'notice'; level: 'info' | 'warning'; message: string }
  | { type: 'step.finished'; step: string; result?: Record<string, unknown> }
  | { type: 'run.cancel-requested' }
  | { type: 'run.cancel-outcome'; outcome: CancelOutcome; error?: ErrorInfo }
  | { type: 'run.finished'; status: 'succeeded'; result: RunResult }
  | { type: 'run.finished'; status: 'failed' | 'interrupted'; error: ErrorInfo }
  | { type: 'run.finished'; status: 'cancelled'; error?: ErrorInfo };

/** What became of one resource. */
export type ResourceChanged = Extract<RunEventData, { type: 'resource.changed' }>;

export type RunEventType = RunEventData['type'];

/** One line of a run's append-only log. `seq` counts from 1 without gaps within its run; `at` is ISO 8601 in UTC. */
export type RunEvent = RunEventData & { seq: number; at: string };

/** In the order in which they happen, by kind. The interface shows steps that have not started yet. */
export const runSteps = {
  provision: ['check', 'submit', 'follow', 'record'],
  deploy: ['check', 'sync', 'restart', 'ready'],
  restart: ['check', 'restart', 'ready'],
  proof: ['prove'],
  rollback: ['check', 'restore', 'restart', 'ready', 'traffic'],
  stop: ['check', 'stop'],
  start: ['check', 'start', 'ready'],
  scale: ['check', 'scale', 'ready'],
  wake: ['check', 'wake', 'ready'],
  teardown: ['check', 'delete', 'record'],
} as const satisfies Record<RunKind, readonly string[]>;
