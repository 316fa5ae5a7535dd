import { logUnexpected } from '@/app/_server/log-unexpected';
import { AppError, type ErrorKind, toErrorInfo } from '@/lib/core/errors';

const statuses = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  cancelled: 409,
  throttled: 429,
  internal: 500,
  unavailable: 503,
  timeout: 504,
} as const satisfies Record<ErrorKind, number>;

/** RFC 9457 problem details of anything thrown: `code`, `title`, `detail`, `action` and what else is known. `given` overrides its status. */
export function problem(error: unknown, given?: number): Response {
  logUnexpected(error);
  const status = given ?? statuses[error instanceof AppError ? error.kind : 'internal'];
  const { code, message, ...rest } = toErrorInfo(error);
  return new Response(
    JSON.stringify({ type: 'about:blank', status, code, title: code, detail: message, ...rest }),
    {
      status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    },
  );
}
