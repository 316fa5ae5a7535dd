import 'server-only';
import { AppError } from '@/lib/core/errors';
import { generate } from '@/lib/gradio/generate';
import type { GradioServer } from '@/lib/gradio/server';
import type { StepContext } from '@/lib/runs/step';

const PROOF_TIMEOUT_MS = 3 * 60_000;
/** Greedy in effect, also for apps that always sample and refuse a temperature of 0. */
const QUESTION = { text: 'Hello', topP: 1, temperature: 0.01, topK: 1, maxNewTokens: 8 };

/** "Ready" is the app's word; an answer is the proof. Asks for a few tokens and puts them into the log. */
export async function proveGeneration(context: StepContext<unknown>, server: GradioServer): Promise<void> {
  const timeout = AbortSignal.timeout(PROOF_TIMEOUT_MS);
  const startedAt = Date.now();
  let answer = '';
  try {
    for await (const update of generate(server, QUESTION, AbortSignal.any([context.signal, timeout]))) {
      if (update.type === 'text') answer = update.text;
    }
  } catch (error) {
    if (timeout.aborted && !context.signal.aborted) throw tooSlow();
    throw error;
  }
  context.log([
    `The model answers "${QUESTION.text}" in ${Date.now() - startedAt} ms: ${JSON.stringify(answer)}`,
  ]);
}

function tooSlow(): AppError {
  return new AppError('timeout', {
    code: 'generation_timeout',
    message: `The app is ready, but the model has not answered within ${PROOF_TIMEOUT_MS / 1000} s.`,
    action: 'Check that the app has the processor that the model needs, then deploy again.',
  });
}
