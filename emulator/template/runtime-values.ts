import type { RuntimeQuestion, RuntimeView } from './context.ts';
import { type Runtime, Unanswerable } from './contract.ts';

/** Thrown by an evaluation that needs an answer it does not have yet. Never leaves this file's callers. */
class AnswerNeeded extends Error {
  readonly question: RuntimeQuestion;

  constructor(question: RuntimeQuestion) {
    super(`The answer to ${question.key} is not there yet`);
    this.question = question;
  }
}

/**
 * Runs a synchronous evaluation that needs answers from resources. It is started again after each answer, so
 * that the evaluator stays plain and only what is really reached (`if()` is lazy) is asked, each thing once.
 */
export async function evaluateWithRuntime<T>(
  runtime: Runtime,
  locate: RuntimeView['locate'],
  evaluate: (view: RuntimeView) => T,
): Promise<T> {
  const answers = new Map<string, unknown>();
  const view: RuntimeView = {
    locate,
    answer(question) {
      if (!answers.has(question.key)) throw new AnswerNeeded(question);
      const answer = answers.get(question.key);
      if (answer instanceof Unanswerable) throw answer;
      return answer;
    },
  };
  for (;;) {
    try {
      return evaluate(view);
    } catch (error) {
      if (!(error instanceof AnswerNeeded)) throw error;
      answers.set(error.question.key, await askOrRemember(error.question, runtime));
    }
  }
}

/** An answer that cannot be known is kept like any other, for the expressions that need it. */
async function askOrRemember(question: RuntimeQuestion, runtime: Runtime): Promise<unknown> {
  try {
    return await question.ask(runtime);
  } catch (error) {
    if (error instanceof Unanswerable) return error;
    throw error;
  }
}
