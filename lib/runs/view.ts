import type { ErrorInfo } from '@/lib/core/errors';
import { unreachable } from '@/lib/core/unreachable';
import type { AdapterProof } from '@/lib/runs/adapter-proof';
import {
  type CancelOutcome,
  type LogSource,
  type RunEvent,
  type RunKind,
  type RunResult,
  runSteps,
} from '@/lib/runs/events';
import { advance, type ProgressUnit, type UnitProgress } from '@/lib/runs/progress';
import { type ReplicaTimeline, withStage } from '@/lib/runs/replica-stages';
import { nextStatus, type RunStatus } from '@/lib/runs/status';

/** How many log lines a view keeps; older ones stay in the stored log. */
export const MAX_LOG_LINES = 2_000;
/** How many notices a view keeps. */
const MAX_NOTICES = 50;

export type StepView = {
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** The most that it may take from `startedAt` on. */
  limitMs?: number;
  startedAt?: string;
  finishedAt?: string;
  /** In the units that it has reported in. */
  progress?: Partial<Record<ProgressUnit, UnitProgress>>;
  /** What it left when it was done. */
  result?: Record<string, unknown>;
};

export type ResourceView = {
  id: string;
  resourceType: string;
  name: string;
  state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** How long it had taken by `changedAt`; while it runs, more time has passed since. */
  elapsedMs: number;
  /** ISO 8601: when the row was last told about. */
  changedAt: string;
  error?: ErrorInfo;
};

/** `key` is unique and grows within a run, so that a list can be rendered by it. */
export type LogLine = { key: number; at: string; source: LogSource; replica?: string; text: string };

type NoticeView = { seq: number; at: string; level: 'info' | 'warning'; message: string };

/** Everything a page shows about one run: the fold of its events. */
export type RunView = {
  kind: RunKind;
  status: RunStatus;
  steps: StepView[];
  resources: ResourceView[];
  /** What each new replica has gone through, the oldest first. */
  replicas: ReplicaTimeline[];
  /** What the last proof of the adapter has shown. `at` is ISO 8601. */
  proof?: AdapterProof & { at: string };
  log: LogLine[];
  /** How many lines the log has had in all, those that the view no longer holds included. */
  logLineCount: number;
  notices: NoticeView[];
  /** Asked for and not answered yet. */
  cancelRequested: boolean;
  cancelOutcome?: { outcome: CancelOutcome; error?: ErrorInfo };
  queuedAt?: string;
  startedAt?: string;
  finishedAt?: string;
  error?: ErrorInfo;
  result?: RunResult;
  lastSeq: number;
};

/** The view before the first event: every step of the kind, waiting. */
export function emptyRunView(kind: RunKind): RunView {
  return {
    kind,
    status: 'queued',
    steps: runSteps[kind].map((name) => ({ name, state: 'waiting' })),
    resources: [],
    replicas: [],
    log: [],
    logLineCount: 0,
    notices: [],
    cancelRequested: false,
    lastSeq: 0,
  };
}

/** The view after one more event; the same view when that event has been seen before. */
export function reduceRunView(view: RunView, event: RunEvent): RunView {
  if (event.seq <= view.lastSeq) return view;
  return { ...apply(view, event), status: nextStatus(view.status, event), lastSeq: event.seq };
}

function apply(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'run.queued':
      return { ...view, kind: event.kind, queuedAt: event.at };
    case 'run.started':
      return { ...view, startedAt: view.startedAt ?? event.at };
    case 'step.started':
      return withStep(view, event.step, {
        state: 'running',
        startedAt: event.at,
        ...(event.limitMs !== undefined && { limitMs: event.limitMs }),
      });
    case 'step.progress': {
      const { step, unit } = event;
      const before = view.steps.find(({ name }) => name === step)?.progress;
      return withStep(view, step, { progress: { ...before, [unit]: advance(before?.[unit], event) } });
    }
    case 'step.finished':
      return withStep(view, event.step, {
        state: 'done',
        finishedAt: event.at,
        ...(event.result && { result: event.result }),
      });
    case 'resource.changed': {
      const { id, resourceType, name, state, elapsedMs, at: changedAt, error } = event;
      const row = { id, resourceType, name, state, elapsedMs, changedAt };
      return withResource(view, error ? { ...row, error } : row);
    }
    case 'log.chunk':
      return withLines(view, event);
    case 'replica.stage': {
      const { type: _, seq: __, at: ___, ...told } = event;
      return { ...view, replicas: withStage(view.replicas, told) };
    }
    case 'adapter.proof': {
      const { type: _, seq: __, ...proof } = event;
      return { ...view, proof };
    }
    case 'notice': {
      const { seq, at, level, message } = event;
      return { ...view, notices: [...view.notices, { seq, at, level, message }].slice(-MAX_NOTICES) };
    }
    case 'run.cancel-requested':
      return { ...view, cancelRequested: true };
    case 'run.cancel-outcome': {
      const { outcome, error } = event;
      return { ...view, cancelRequested: false, cancelOutcome: error ? { outcome, error } : { outcome } };
    }
    case 'run.finished':
      return finished(view, event);
    default:
      return unreachable(event);
  }
}

function withStep(view: RunView, name: string, change: Partial<StepView>): RunView {
  const known = view.steps.some((step) => step.name === name);
  const steps: StepView[] = known ? view.steps : [...view.steps, { name, state: 'waiting' }];
  return { ...view, steps: steps.map((step) => (step.name === name ? { ...step, ...change } : step)) };
}

function withResource(view: RunView, resource: ResourceView): RunView {
  const index = view.resources.findIndex(({ id }) => id === resource.id);
  return {
    ...view,
    resources: index < 0 ? [...view.resources, resource] : view.resources.with(index, resource),
  };
}

function withLines(view: RunView, chunk: Extract<RunEvent, { type: 'log.chunk' }>): RunView {
  const { at, source, replica, lines } = chunk;
  const added = lines.map((text, index) => ({
    key: view.logLineCount + index,
    at,
    source,
    ...(replica !== undefined && { replica }),
    text,
  }));
  return {
    ...view,
    log: [...view.log, ...added].slice(-MAX_LOG_LINES),
    logLineCount: view.logLineCount + lines.length,
  };
}

function finished(view: RunView, event: Extract<RunEvent, { type: 'run.finished' }>): RunView {
  const steps = view.steps.map((step): StepView => {
    if (step.state === 'running') return { ...step, state: 'failed', finishedAt: event.at };
    return step.state === 'waiting' ? { ...step, state: 'skipped' } : step;
  });
  const ended = { ...view, steps, finishedAt: event.at };
  if (event.status === 'succeeded') return { ...ended, result: event.result };
  return event.error ? { ...ended, error: event.error } : ended;
}
