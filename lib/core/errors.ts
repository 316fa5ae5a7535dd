/** Why an operation failed, as far as a caller can act on it. */
export type ErrorKind =
  | 'bad_input'
  | 'not_found'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'throttled'
  | 'timeout'
  | 'unavailable'
  | 'cancelled'
  | 'internal';

/** The public half of an error: what may be shown, stored in a run's log or sent over HTTP. */
export type ErrorInfo = {
  /** Stable identifier: Azure's own code where there is one (`QuotaExceeded`), else snake_case of ours. */
  code: string;
  /** One sentence: what went wrong. Never carries a key, a token or a path outside the project. */
  message: string;
  /** One sentence: what to do about it. */
  action: string;
  /** The form field or file that caused it, if one did. */
  target?: string;
  /** One sentence: why this happens, where the code has a known cause. */
  cause?: string;
  /** Where to act or to read on; an absolute https URL. */
  link?: string;
  /** What else was said of it, a line each, from the outside in: the errors around the innermost one, which is `message`. */
  details?: string[];
  /** What Azure's support asks for: the id of the request that failed. */
  correlationId?: string;
};

/**
 * The one error type that `lib` throws on purpose. `info` is public; `cause` stays on the server.
 * Anything else that is thrown counts as `internal` (see `toErrorInfo`).
 */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly info: ErrorInfo;

  constructor(kind: ErrorKind, info: ErrorInfo, options?: { cause?: unknown }) {
    super(info.message, options);
    this.name = 'AppError';
    this.kind = kind;
    this.info = info;
  }
}

/** The public description of anything thrown. An unexpected error is named by its class only. */
export function toErrorInfo(error: unknown): ErrorInfo {
  if (error instanceof AppError) return error.info;
  const name = error instanceof Error ? error.name : typeof error;
  return {
    code: 'internal',
    message: `Something went wrong inside Slipway (${name}).`,
    action: 'Try again; if it happens again, look at the server log.',
  };
}
