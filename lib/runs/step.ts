import 'server-only';
import type { z } from 'zod';
import type { ZodMiniType } from 'zod/mini';
import type { Project } from '@/lib/config/projects';
import type { LogSource, RunEventData, RunKind, RunResult } from '@/lib/runs/events';

/** What one step leaves for the steps after it. It is stored in the log and shown: never a secret. */
export type StepResult = Record<string, unknown>;

export type StepContext<Input> = {
  runId: string;
  project: Project;
  input: Input;
  /** Aborted with an `AppError` of kind `cancelled` when the run is cancelled, or when the process ends. */
  signal: AbortSignal;
  /** Appends one event; resolves when it is stored. Lines given to `log` before it are stored before it. */
  emit(data: RunEventData): Promise<void>;
  /** Adds lines to the log, stored in batches a moment later. */
  log(lines: string[], from?: { source?: LogSource; replica?: string }): void;
  /** By step name: what the finished steps of this run left, before a crash too. */
  results: Record<string, StepResult>;
};

/** Idempotent: after a crash a step that had not finished runs again from its beginning. */
export type Step<Input> = {
  name: string;
  /** The most that one attempt at it may take: no step goes on without an end. */
  limitMs: number;
  run(context: StepContext<Input>): Promise<StepResult | undefined>;
};

export type RunDefinition<Input> = {
  kind: RunKind;
  /** The small kind where the browser shares the schema. */
  inputSchema: z.ZodType<Input> | ZodMiniType<Input>;
  /** Refuses, with an AppError, a run that must not begin; asked before there is a run, and not by who joins one. */
  admit?(project: Project, input: Input): Promise<void>;
  steps: readonly Step<Input>[];
  /** What the finished run leaves behind, from the results of its steps. */
  result(context: StepContext<Input>): RunResult;
  /**
   * Carries out a cancel in a bounded time, and emits one `run.cancel-outcome`; `signal` is a fresh one that ends with that
   * time. `ended`: the run ends as cancelled. `go-on`: the steps that are left are carried on with, as if nobody had asked.
   */
  cancelled?(context: StepContext<Input>): Promise<'ended' | 'go-on'>;
};
