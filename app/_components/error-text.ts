import type { ErrorInfo } from '@/lib/core/errors';

/** An error as plain text, a fact per line, for a mail or an issue. */
export function errorText(error: ErrorInfo): string {
  const { code, message, cause, action, target, link, details = [], correlationId } = error;
  const named = Object.entries({ Code: code, Target: target, 'Correlation id': correlationId, Link: link });
  const facts = named.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return [message, cause, action, ...facts, ...details].filter(Boolean).join('\n');
}
