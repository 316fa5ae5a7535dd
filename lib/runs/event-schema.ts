import 'server-only';
import { z } from 'zod';
import { proofChecks, proofCodes } from '@/lib/runs/adapter-proof';
import type { RunEventData } from '@/lib/runs/events';
import { replicaStages } from '@/lib/runs/replica-stages';

export const runKindSchema = z.enum([
  'provision',
  'deploy',
  'restart',
  'rollback',
  'proof',
  'stop',
  'start',
  'scale',
  'wake',
  'teardown',
]);

export const runStatusSchema = z.enum([
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'interrupted',
]);

const error = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string(),
  target: z.string().optional(),
  cause: z.string().optional(),
  link: z.string().optional(),
  details: z.array(z.string()).optional(),
  correlationId: z.string().optional(),
});

const finished = z.discriminatedUnion('status', [
  z.object({
    type: z.literal('run.finished'),
    status: z.literal('succeeded'),
    result: z.object({ endpointUrl: z.string().optional(), resourceId: z.string().optional() }),
  }),
  z.object({ type: z.literal('run.finished'), status: z.enum(['failed', 'interrupted']), error }),
  z.object({ type: z.literal('run.finished'), status: z.literal('cancelled'), error: error.optional() }),
]);

/** The shapes of lib/runs/events.ts, for what comes out of the database. */
export const runEventDataSchema = z.union([
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('run.queued'), kind: runKindSchema }),
    z.object({ type: z.literal('run.started'), attempt: z.number() }),
    z.object({ type: z.literal('step.started'), step: z.string(), limitMs: z.number().optional() }),
    z.object({
      type: z.literal('step.progress'),
      step: z.string(),
      done: z.number(),
      total: z.number(),
      unit: z.enum(['bytes', 'files', 'resources']),
    }),
    z.object({
      type: z.literal('resource.changed'),
      id: z.string(),
      resourceType: z.string(),
      name: z.string(),
      state: z.enum(['waiting', 'running', 'succeeded', 'failed', 'cancelled']),
      elapsedMs: z.number(),
      error: error.optional(),
    }),
    z.object({
      type: z.literal('log.chunk'),
      source: z.enum(['tool', 'console', 'system']),
      replica: z.string().optional(),
      lines: z.array(z.string()),
    }),
    z.object({
      type: z.literal('replica.stage'),
      replica: z.string(),
      attempt: z.number(),
      stage: z.enum(replicaStages),
      state: z.enum(['running', 'done', 'failed']),
      startedAt: z.string(),
      finishedAt: z.string().optional(),
      said: z.string().optional(),
    }),
    z.object({
      type: z.literal('adapter.proof'),
      verdict: z.enum(['proven', 'broken', 'unknown']),
      code: z.enum(proofCodes),
      message: z.string(),
      action: z.string().optional(),
      checks: z.array(
        z.object({
          check: z.enum(proofChecks),
          state: z.enum(['held', 'broken', 'unknown']),
          detail: z.string(),
        }),
      ),
    }),
    z.object({ type: z.literal('notice'), level: z.enum(['info', 'warning']), message: z.string() }),
    z.object({
      type: z.literal('step.finished'),
      step: z.string(),
      result: z.record(z.string(), z.unknown()).optional(),
    }),
    z.object({ type: z.literal('run.cancel-requested') }),
    z.object({
      type: z.literal('run.cancel-outcome'),
      outcome: z.enum([
        'cancelled',
        'still-pending',
        'too-late-succeeded',
        'too-late-failed',
        'request-failed',
      ]),
      error: error.optional(),
    }),
  ]),
  finished,
]) satisfies z.ZodType<RunEventData>;
