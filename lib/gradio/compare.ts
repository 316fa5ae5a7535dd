import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { readConfig } from '@/lib/gradio/config';
import type { GenerationRequest } from '@/lib/gradio/generate';
import { runFunction } from '@/lib/gradio/run-function';
import type { GradioServer } from '@/lib/gradio/server';

/** What the inference app of this project offers beside `run_generation`; the template of AI Toolkit does not. */
const API_NAME = 'compare';
const CONFIG_TIMEOUT_MS = 15_000;

const textsSchema = z.tuple([z.object({ base: z.string(), tuned: z.string() })], z.unknown());

/** The answers of the base model and of the tuned one to the same question. */
type Comparison = z.infer<typeof textsSchema>[0];

/**
 * Asks the base model and the tuned one the same and waits for both answers; the same `seed` gives the same ones. AppError
 * `api_missing` when the app cannot compare.
 */
export async function compare(
  server: GradioServer,
  asked: GenerationRequest & { seed: number },
  signal: AbortSignal,
): Promise<Comparison> {
  const config = await readConfig(server, AbortSignal.any([signal, AbortSignal.timeout(CONFIG_TIMEOUT_MS)]));
  const data = [asked.text, asked.topP, asked.temperature, asked.topK, asked.maxNewTokens, asked.seed];
  let outputs: unknown[] = [];
  for await (const update of runFunction(server, config, { apiName: API_NAME, data }, signal)) {
    if (update.type === 'output' || update.type === 'completed') outputs = update.data;
  }
  const texts = textsSchema.safeParse(outputs);
  if (texts.success) return texts.data[0];
  throw new AppError('conflict', {
    code: 'api_shape',
    message: `The app's ${API_NAME} answers with something other than the texts "base" and "tuned".`,
    action: `Let ${API_NAME} return both answers as one object, then deploy again.`,
  });
}
