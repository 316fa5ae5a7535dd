import 'server-only';
import { inspect } from 'node:util';

/** Writes one error, with its causes, to the server's own log. Never part of a run's log or an answer. */
export function logServerError(context: string, error: unknown): void {
  process.stderr.write(`${new Date().toISOString()} ${context}: ${inspect(error)}\n`);
}
