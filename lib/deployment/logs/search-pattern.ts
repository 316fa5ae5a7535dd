import 'server-only';
import { types } from 'node:util';
import { createContext, Script } from 'node:vm';
import { AppError } from '@/lib/core/errors';

/** An expression that takes longer for one batch of lines would take the server with it. */
const BATCH_TIMEOUT_MS = 500;
const TEST_ALL = new Script('texts.map((text) => pattern.test(text))');
const TIMED_OUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Tests batches of texts with a regular expression, whatever their case, within a time limit. Throws `search_invalid` for
 * what is no expression; the function throws `search_slow` for one that backtracks without end.
 */
export function compilePattern(source: string): (texts: readonly string[]) => boolean[] {
  const pattern = parse(source);
  return (texts) => {
    try {
      const context = createContext({ texts, pattern });
      return Array.from(TEST_ALL.runInContext(context, { timeout: BATCH_TIMEOUT_MS }), Boolean);
    } catch (error) {
      // It comes from the context, whose errors are not instances of ours.
      if (types.isNativeError(error) && 'code' in error && error.code === TIMED_OUT) throw slow(error);
      throw error;
    }
  };
}

function parse(source: string): RegExp {
  try {
    return new RegExp(source, 'i');
  } catch (cause) {
    const info = {
      code: 'search_invalid',
      message: `"${source}" is not a regular expression.`,
      action: 'Close what it opens, or search for it as plain text.',
      target: 'q',
    };
    throw new AppError('bad_input', info, { cause });
  }
}

function slow(cause: unknown): AppError {
  const info = {
    code: 'search_slow',
    message: 'The regular expression takes too long on some lines.',
    action: 'Take out repetitions within repetitions, such as (a+)+, or search for plain text.',
    target: 'q',
  };
  return new AppError('bad_input', info, { cause });
}
