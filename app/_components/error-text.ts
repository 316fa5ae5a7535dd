import type { ErrorInfo } from '@/lib/core/errors';

/** An error as plain text, a fact per line, for a mail or an issue. */
export function errorText({ code, message, cause, action, target, link, correlationId }: ErrorInfo): string {
  const named = Object.entries({ Code: code, Target: target, 'Correlation id': correlationId, Link: link });
  const facts = named.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return [message, cause, action, ...facts].filter(Boolean).join('\n');
}
