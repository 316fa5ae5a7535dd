import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { readConfig } from '@/lib/gradio/config';
import type { FunctionUpdate } from '@/lib/gradio/messages';
import { runFunction } from '@/lib/gradio/run-function';
import type { GradioServer } from '@/lib/gradio/server';

/** The function that every inference app offers, as AI Toolkit's template names it. */
const API_NAME = 'run_generation';
const CONFIG_TIMEOUT_MS = 15_000;

/** One question to the model, with how to sample: `topP` 0…1, `temperature` from 0, `topK` 0 = all. */
export type GenerationRequest = {
  text: string;
  topP: number;
  temperature: number;
  topK: number;
  maxNewTokens: number;
};

export type GenerationUpdate =
  | Extract<FunctionUpdate, { type: 'queued' | 'started' }>
  /** The whole answer so far. */
  | { type: 'text'; text: string };

/** Asks the app's model and yields the growing answer; returns when it is complete. */
export async function* generate(
  server: GradioServer,
  asked: GenerationRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerationUpdate> {
  const config = await readConfig(server, AbortSignal.any([signal, AbortSignal.timeout(CONFIG_TIMEOUT_MS)]));
  const data = [asked.text, asked.topP, asked.temperature, asked.topK, asked.maxNewTokens];
  for await (const update of runFunction(server, config, { apiName: API_NAME, data }, signal)) {
    if (update.type === 'queued' || update.type === 'started') yield update;
    else yield { type: 'text', text: textOf(update.data) };
  }
}

function textOf(data: unknown[]): string {
  // A model that has nothing to say leaves the output empty.
  const text = z.tuple([z.string().nullable()], z.unknown()).safeParse(data);
  if (text.success) return text.data[0] ?? '';
  throw new AppError('conflict', {
    code: 'api_shape',
    message: `The app's ${API_NAME} answers with something other than text.`,
    action: `Let ${API_NAME} return the answer as its first output, as text, then deploy again.`,
  });
}
