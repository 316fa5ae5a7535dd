import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { applyDiffs, diffsSchema } from '@/lib/gradio/diff';

const MS_PER_SECOND = 1_000;

const outputSchema = z.object({
  data: z.array(z.unknown()).nullish(),
  error: z.string().nullish(),
});

/** Messages of `/queue/data`, as Gradio 4.20 to 6 send them; those that say nothing about the outcome count as `other`. */
const messageSchema = z.union([
  z.object({
    msg: z.literal('estimation'),
    rank: z.number().nullish(),
    queue_size: z.number().nullish(),
    rank_eta: z.number().nullish(),
  }),
  z.object({ msg: z.literal('process_starts') }),
  z.object({
    msg: z.literal('process_generating'),
    output: outputSchema,
    success: z.boolean().default(true),
  }),
  z.object({ msg: z.literal('process_completed'), output: outputSchema, success: z.boolean().default(true) }),
  z.object({ msg: z.literal('unexpected_error'), message: z.string().nullish() }),
  z.object({ msg: z.string() }).transform(() => ({ msg: 'other' as const })),
]);

/** What a caller learns while a function runs. `data` holds every output, whole, not only what changed. */
export type FunctionUpdate =
  | { type: 'queued'; position: number; size: number; etaMs?: number }
  | { type: 'started' }
  | { type: 'output'; data: unknown[] }
  | { type: 'completed'; data: unknown[] };

/** The outputs so far; null before the first. */
export type Outputs = unknown[] | null;

/**
 * Takes one message of the stream. The first output comes whole and every later one as changes to it, so the outputs so far
 * go in and come out. AppError `generation_failed` with the app's own words when the function failed.
 */
export function takeMessage(outputs: Outputs, text: string): { outputs: Outputs; update?: FunctionUpdate } {
  const message = parseMessage(text);
  switch (message.msg) {
    case 'estimation': {
      const { rank, queue_size, rank_eta } = message;
      const eta = rank_eta == null ? {} : { etaMs: Math.round(rank_eta * MS_PER_SECOND) };
      return { outputs, update: { type: 'queued', position: rank ?? 0, size: queue_size ?? 0, ...eta } };
    }
    case 'process_starts':
      return { outputs, update: { type: 'started' } };
    case 'process_generating': {
      if (!message.success) throw failed(message.output.error);
      const data = nextOutputs(outputs, message.output.data ?? []);
      return { outputs: data, update: { type: 'output', data } };
    }
    case 'process_completed': {
      if (!message.success || message.output.error) throw failed(message.output.error);
      const data = message.output.data ?? outputs ?? [];
      return { outputs: data, update: { type: 'completed', data } };
    }
    case 'unexpected_error':
      throw failed(message.message);
    case 'other':
      return { outputs };
  }
}

function parseMessage(text: string): z.infer<typeof messageSchema> {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch (error) {
    throw broken(error);
  }
}

function nextOutputs(outputs: Outputs, data: unknown[]): unknown[] {
  if (outputs === null) return data;
  try {
    return data.map((diffs, index) => applyDiffs(outputs[index], diffsSchema.parse(diffs)));
  } catch (error) {
    throw broken(error);
  }
}

function failed(reason: string | null | undefined): AppError {
  return new AppError('unavailable', {
    code: 'generation_failed',
    message: reason?.trim() || 'The app failed while it generated the answer.',
    action: 'Change the message or the settings, or look at the log of the app; then send it again.',
  });
}

function broken(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    {
      code: 'gradio_protocol',
      message: 'The app sent something that the Gradio protocol does not have.',
      action: 'Check the Gradio version that the app installs; 4.20 to 6 are known to work.',
    },
    { cause },
  );
}
