import { randomUUID } from 'node:crypto';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A refusal of the sign-in service: an OAuth error with an `AADSTS` number. */
export class EntraError extends Error {
  readonly status: number;
  readonly error: string;
  readonly code: number;
  /** Further members of the answer: what a client must bring to be let in. */
  readonly more: Record<string, string>;

  constructor(status: number, error: string, code: number, message: string, more = {}) {
    super(message);
    this.name = 'EntraError';
    this.status = status;
    this.error = error;
    this.code = code;
    this.more = more;
  }

  /** Shape: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
  toResponse(origin: string, nowMs: number, clientRequestId: string | undefined): Response {
    const timestamp = `${new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
    const traceId = randomUUID();
    const correlationId = clientRequestId && GUID.test(clientRequestId) ? clientRequestId : randomUUID();
    return Response.json(
      {
        error: this.error,
        error_description: `AADSTS${this.code}: ${this.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
        error_codes: [this.code],
        timestamp,
        trace_id: traceId,
        correlation_id: correlationId,
        error_uri: `${origin}/error?code=${this.code}`,
        ...this.more,
      },
      { status: this.status },
    );
  }
}

/** A parameter that the request must have and has not. */
export function missingParameter(name: string): EntraError {
  return new EntraError(
    400,
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}
