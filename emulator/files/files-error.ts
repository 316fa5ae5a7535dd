import { ERRORS, type FilesErrorCode } from './error-codes.ts';

/** Elements that an error's body carries beside code and message: `HeaderName`, `Reason`. */
export type ErrorDetails = Record<string, string | number>;

/** An answer that is an error of the service. */
export class FilesError extends Error {
  readonly code: FilesErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: FilesErrorCode, details: ErrorDetails = {}, like: FilesErrorCode = code) {
    const [status, message] = ERRORS[like];
    super(message);
    this.name = 'FilesError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** A header with a value that the service does not take; `reason` says what it would. */
export function badHeader(name: string, value: string, reason?: string): FilesError {
  const details = { HeaderName: name, HeaderValue: value };
  return new FilesError(
    'InvalidHeaderValue',
    reason === undefined ? details : { ...details, Reason: reason },
  );
}

export function missingHeader(name: string): FilesError {
  return new FilesError('MissingRequiredHeader', { HeaderName: name });
}

/** Why somebody could not be authenticated. */
export function notAuthenticated(detail: string): FilesError {
  return new FilesError('AuthenticationFailed', { AuthenticationErrorDetail: detail });
}

/** What is wrong with the source of a copy, with the status and words of the cause. */
export function unverifiedSource(cause: unknown): never {
  throw cause instanceof FilesError ? new FilesError('CannotVerifyCopySource', {}, cause.code) : cause;
}

/** An operation of the service that is not done here; the message says which, where every client shows it. */
export function notSupported(what: string): FilesError {
  const error = new FilesError('NotImplemented');
  error.message = `${error.message} Not supported: ${what}.`;
  return error;
}

/** True for an error of the file system with one of these codes (`ENOENT`). */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
  );
}
