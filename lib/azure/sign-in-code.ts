import 'server-only';

/** An error of the identity library may hold those of every credential that was tried. */
const MAX_DEPTH = 5;

/** The number of the sign-in service's refusal (`AADSTS50076`) and the id of its request, where an error tells them. */
export function findSignInCode(error: unknown): { code?: string; correlationId?: string } {
  const text = textOf(error, MAX_DEPTH);
  const code = /\bAADSTS\d{4,}\b/.exec(text)?.[0];
  const correlationId = /Correlation ID:\s*([0-9a-f-]{36})/i.exec(text)?.[1];
  return { ...(code && { code }), ...(correlationId && { correlationId }) };
}

function textOf(error: unknown, depth: number): string {
  if (!(error instanceof Error) || depth === 0) return '';
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return [error.message, ...[error.cause, ...inner].map((each) => textOf(each, depth - 1))].join('\n');
}
